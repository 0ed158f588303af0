import Templating

/// A number as offices write it, taken apart: `€ 12.500,00`, `12.500,-`, `(12)`, `12-`, `1'234.5`.
///
/// What a point or a comma means is never guessed: `1.234` is 1234 to a Dutch reader and 1,234 to the program that
/// exported it. It is told from the text itself, or from other cells of the column.
struct WrittenNumber: Equatable {
    /// Which mark stands before the decimals.
    enum Decimals: Equatable {
        /// There is neither a point nor a comma in it.
        case unmarked
        /// It can only be this one.
        case mark(DecimalMark)
        /// There is one of these, which groups digits when it is not the decimal mark: `12.500`.
        case either(DecimalMark)
    }

    let decimals: Decimals
    let isEuro: Bool
    private let isNegative: Bool
    /// Digits, points and commas; what groups in any case is taken out.
    private let digits: [UInt8]

    /// Nil when it is no number.
    init?(_ text: Substring) {
        guard let signed = SignedDigits(text), let (digits, isGrouped) = Self.grouped(signed.digits),
            let decimals = Self.decimals(digits, isGrouped: isGrouped)
        else { return nil }
        isEuro = signed.isEuro
        isNegative = signed.isNegative
        self.digits = digits
        guard let mark = signed.centsMark else {
            self.decimals = decimals
            return
        }
        // `12.500,-` says what the comma means, and has no other decimals.
        guard [.unmarked, .either(mark.other), .mark(mark)].contains(decimals),
            !digits.contains(UInt8(ascii: mark.scalar))
        else { return nil }
        self.decimals = .mark(mark)
    }

    /// The number when `mark` stands before its decimals: as it is written in that way, without groups.
    func written(_ mark: DecimalMark, as shown: DecimalMark) -> String {
        var result = isNegative ? "-" : ""
        for byte in digits {
            if byte.isASCIIDigit {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else if byte == UInt8(ascii: mark.scalar) {
                result.unicodeScalars.append(shown.scalar)
            }
        }
        return result
    }

    /// Nil when it has more digits than are read.
    func number(_ mark: DecimalMark) -> ExactNumber? {
        ExactNumber(written(mark, as: .point))
    }

    /// How many decimals it has.
    func fractionDigits(_ mark: DecimalMark) -> Int {
        digits.lastIndex(of: UInt8(ascii: mark.scalar)).map { digits.count - $0 - 1 } ?? 0
    }

    /// Spaces, also those that do not break, and apostrophes only ever group, and then all groups are of three digits.
    private static func grouped(_ scalars: ArraySlice<Unicode.Scalar>) -> (bytes: [UInt8], isGrouped: Bool)? {
        var bytes: [UInt8] = []
        var group: Unicode.Scalar?
        var count = 0
        var hasMark = false
        for scalar in scalars {
            if SignedDigits.isDigit(scalar) {
                count += 1
                bytes.append(UInt8(scalar.value))
            } else if scalar == "," || scalar == "." {
                if !hasMark, group != nil, count != 3 { return nil }
                hasMark = true
                bytes.append(UInt8(scalar.value))
            } else if scalar == "'" || scalar == "\u{2019}" || scalar.properties.isWhitespace {
                let isFirst = group == nil && (1...3).contains(count)
                guard !hasMark, isFirst || (group == scalar && count == 3) else { return nil }
                group = scalar
                count = 0
            } else {
                return nil
            }
        }
        if !hasMark, group != nil, count != 3 { return nil }
        return (bytes, group != nil)
    }

    /// Nil when points and commas do not stand as in a number.
    private static func decimals(_ digits: [UInt8], isGrouped: Bool) -> Decimals? {
        let marks = digits.filter { !$0.isASCIIDigit }
        guard let first = marks.first, let last = marks.last else { return digits.isEmpty ? nil : .unmarked }
        let parts = digits.split(omittingEmptySubsequences: false) { !$0.isASCIIDigit }.map(\.count)
        guard parts[0] > 0, let fraction = parts.last, fraction > 0 else { return nil }
        let lastMark: DecimalMark = last == UInt8(ascii: ",") ? .comma : .point
        // Nobody groups after a zero: 0.125 is a fraction.
        let canGroup = parts[0] <= 3 && digits[0] != UInt8(ascii: "0") && !isGrouped
        let groups = parts.dropFirst().dropLast()
        if marks.count == 1 { return canGroup && fraction == 3 ? .either(lastMark) : .mark(lastMark) }
        guard canGroup, groups.allSatisfy({ $0 == 3 }), marks.dropLast().allSatisfy({ $0 == first }) else { return nil }
        if first == last { return fraction == 3 ? .mark(lastMark.other) : nil }
        return .mark(lastMark)
    }
}
