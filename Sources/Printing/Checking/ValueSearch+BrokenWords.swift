extension ValueSearch {
    /// Words that go on on another line without a hyphen, as there is no room for them on one. Addresses of the web do.
    var brokenWords: [String] {
        flows.indices.flatMap { flow in
            flows[flow].units.indices.dropFirst().compactMap {
                isBroken(flow, before: $0) ? word(flow, around: $0) : nil
            }
        }
    }

    private func isBroken(_ flow: Int, before unit: Int) -> Bool {
        guard let before = places[flow][unit - 1], let after = places[flow][unit], before.key != after.key,
            isOnOtherLine(before, after)
        else { return false }
        return [unit - 1, unit].allSatisfy { unit in
            flows[flow].excerpt(unit..<unit + 1).allSatisfy { $0.isLetter && !$0.isWrittenWithoutSpaces }
        }
    }

    private func isOnOtherLine(_ before: Unit, _ after: Unit) -> Bool {
        let (one, other) = (glyph(before), glyph(after))
        let isLower = abs(one.baseline - other.baseline) > max(one.size, other.size) * 0.9
        guard isLower || before.page != after.page else { return false }
        // A hyphen that LibreOffice adds is a piece of its own.
        let next = pages[before.page].portions.dropFirst(before.portion + 1).first
        return next?.glyphs.map(\.text).joined() != "-"
    }

    /// Longer is no word.
    private static let longestWord = 200

    /// Nil for an address of the web.
    private func word(_ flow: Int, around unit: Int) -> String? {
        let text = flows[flow]
        let isOutside = { (unit: Int) in text.excerpt(unit..<unit + 1).contains(where: \.isWhitespace) }
        let before = text.units[..<unit].suffix(Self.longestWord).indices
        let after = text.units[unit...].prefix(Self.longestWord).indices
        let start = before.reversed().first(where: isOutside).map { $0 + 1 } ?? before.lowerBound
        let end = after.first(where: isOutside).map { $0 + 1 } ?? after.upperBound
        let word = text.excerpt(start..<end).drop { !$0.isLetter }
        guard let last = word.lastIndex(where: \.isLetter) else { return nil }
        return word[...last].contains { "/@.:".contains($0) } ? nil : String(word[...last])
    }
}

extension Character {
    /// In a script whose lines break between any two words or characters, without a space (UAX #14, classes SA, ID, H2).
    fileprivate var isWrittenWithoutSpaces: Bool {
        switch unicodeScalars.first?.value ?? 0 {
        case 0xE00...0xEFF, 0x1000...0x109F, 0x1780...0x17FF, 0x1950...0x19DF, 0x1A20...0x1AAF, 0x3040...0x30FF,
            0x3400...0x9FFF, 0xA9E0...0xA9FF, 0xAA60...0xAADF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
            true
        default: false
        }
    }
}
