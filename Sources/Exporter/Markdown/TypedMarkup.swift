import Templating

/// What in the text of a letter looks like markup and is printed as it was typed; placeholders are looked for where the
/// letter is read. What stands after a backslash is not looked at: it is meant as it is.
struct TypedMarkup {
    struct Finding {
        let problem: Problem
        let text: String
    }

    /// Further than this from where it begins nothing belongs together.
    private static let maximumLength = 80

    private let scalars: [Unicode.Scalar]
    private let isInLink: Bool
    private var findings: [Finding] = []
    private var position = 0

    static func findings(in text: String, isInLink: Bool) -> [Finding] {
        guard text.utf8.contains(where: { isSign($0) }) else { return [] }
        var reader = TypedMarkup(text, isInLink)
        while reader.position < reader.scalars.count { reader.step() }
        return reader.findings
    }

    private static func isSign(_ byte: UInt8) -> Bool { "*_[{}<~=&:\\%".utf8.contains(byte) }

    private init(_ text: String, _ isInLink: Bool) {
        scalars = Array(text.unicodeScalars)
        self.isInLink = isInLink
    }

    private mutating func step() {
        let start = position
        switch scalars[start] {
        case "[": bracket()
        case "{": brace()
        case "}", "%": if isSpaced("}") { add(.spacedBraces, to: start + 3) }
        case "<": if isMarkupAfterAngle { add(.rawHTML, to: min(start + 4, scalars.count)) }
        case "&": entity()
        case "\\": add(.strayBackslash, to: start + 1)
        case "*", "_": delimiters()
        case "~", "=": if next == scalars[start], isText(at: start + 2) { add(.rawDelimiters, to: start + 2) }
        case ":": link()
        default: break
        }
        // At least one on, whatever was found.
        position = max(position, start + 1)
    }

    // MARK: What stands around

    private var next: Unicode.Scalar? { scalar(at: position + 1) }

    private func scalar(at index: Int) -> Unicode.Scalar? { scalars.indices.contains(index) ? scalars[index] : nil }

    private func isText(at index: Int) -> Bool {
        scalar(at: index).map { !$0.properties.isWhitespace && $0 != "~" && $0 != "=" } ?? false
    }

    private func isWord(at index: Int) -> Bool {
        scalar(at: index).map { $0.properties.isAlphabetic || $0.properties.numericType != nil } ?? false
    }

    /// After the closing sign of what begins here; nil when there is none near, or a tag or another one between.
    private func end(of closing: Unicode.Scalar) -> Int? {
        let opening = scalars[position]
        let near = scalars[(position + 1)...].prefix(Self.maximumLength)
        guard let end = near.firstIndex(where: { $0 == closing || $0 == opening || $0 == TagMarker.open }),
            scalars[end] == closing, end > position + 1
        else { return nil }
        return end + 1
    }

    private mutating func add(_ problem: Problem, to end: Int) {
        let text = scalars[position..<max(position + 1, min(end, scalars.count))]
        findings.append(Finding(problem: problem, text: String(String.UnicodeScalarView(text))))
        position = max(position + 1, end)
    }

    // MARK: Signs

    /// A reference to nothing is an error of its own.
    private mutating func bracket() {
        guard next != "^", let end = end(of: "]") else { return }
        let after = scalar(at: end)
        if after == "[" {
            position = end + 1
            return
        }
        let target = after == " " ? end + 1 : end
        guard scalar(at: target) == "(", after == "(" || isAddress(at: target + 1) else { return }
        add(.brokenLink, to: end)
        // Its address is no other one.
        let rest = scalars[target...].prefix(200)
        position = rest.firstIndex { $0 == ")" || $0 == TagMarker.open } ?? end
    }

    private func isAddress(at index: Int) -> Bool {
        let text = String(String.UnicodeScalarView(scalars[min(index, scalars.count)...].prefix(8)))
        return ["http://", "https://", "www.", "mailto:", "tel:"].contains { text.hasPrefix($0) }
    }

    private mutating func brace() {
        if isSpaced("{") || isSpaced("%") || isSpaced("#") { add(.spacedBraces, to: position + 3) }
    }

    /// Two signs of a tag with a space between.
    private func isSpaced(_ second: Unicode.Scalar) -> Bool {
        next == " " && scalar(at: position + 2) == second
    }

    private var isMarkupAfterAngle: Bool {
        guard let next, next.isASCII else { return false }
        return next.properties.isAlphabetic || "!/?<".unicodeScalars.contains(next)
    }

    /// One that is none: those that are were read.
    private mutating func entity() {
        let name = scalars[(position + 1)...].prefix(32).prefix { $0.isASCII && ($0 == "#" || Self.isAlphanumeric($0)) }
        if !name.isEmpty, scalar(at: name.endIndex) == ";" { add(.unknownEntity, to: name.endIndex + 1) }
    }

    private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    }

    /// Signs of emphasis that were left over: two together, or two single ones with text between them of which the first
    /// opens or the second closes.
    private mutating func delimiters() {
        let sign = scalars[position]
        let run = scalars[position...].prefix { $0 == sign }
        let end = run.endIndex
        if run.count == 2 || run.count == 3 { return add(.rawDelimiters, to: end) }
        guard run.count == 1, isText(at: end) else {
            position = end
            return
        }
        let rest = scalars[end...].prefix(Self.maximumLength)
        guard let closing = rest.firstIndex(of: sign), scalar(at: closing + 1) != sign else { return }
        // Of a file, or an address.
        let isName = sign == "_" && (isWord(at: position - 1) && isWord(at: closing + 1) && closing - end > 20)
        if !isName { add(.rawDelimiters, to: closing + 1) }
    }

    private mutating func link() {
        guard next == "/", scalar(at: position + 2) == "/" else { return }
        let scheme = String(String.UnicodeScalarView(scalars[..<position].suffix(5)))
        let length = scheme == "https" ? 5 : scheme.hasSuffix("http") ? 4 : 0
        guard length > 0, isText(at: position + 3) else { return }
        let end = scalars[position...].prefix(200).firstIndex { $0.properties.isWhitespace } ?? scalars.endIndex
        if isInLink {
            position = end
            return
        }
        position -= length
        add(.bareLink, to: min(end, position + 200))
    }
}

extension TypedMarkup {
    enum Position {
        /// The only line of its paragraph, the first of several, or a later one.
        case only, firstOfSeveral, within
    }

    /// Of what a line of a paragraph begins with.
    static func problem(ofLine line: Substring, _ position: Position) -> Problem? {
        let text = line.drop { $0 == " " || $0 == "\t" }
        guard let first = text.first else { return nil }
        if first == "|", text.dropFirst().contains("|") { return .tableWithoutHeader }
        if first == "#" {
            let signs = text.prefix { $0 == "#" }
            let after = text.dropFirst(signs.count).first
            return signs.count > 6 || after.map(\.isLetter) ?? false ? .headingWithoutSpace : nil
        }
        if "•·▪◦‣●○■□–—∙⁃➢➤".contains(first) {
            return text.dropFirst().first.map(\.isWhitespace) ?? true ? .typedBullet : nil
        }
        if first == "o", text.dropFirst().first == "\t" { return .typedBullet }
        if "-+".contains(first), text.dropFirst().first.map(\.isLetter) ?? false { return .typedBullet }
        if text.prefixMatch(of: /\d{1,3}[.)]\p{L}/) != nil { return .typedBullet }
        // By itself such a line is printed as it is; with others it becomes one paragraph.
        guard position != .only else { return nil }
        let isNumber = text.prefixMatch(of: /(\(?([a-zA-Z]|\d{1,3}|[ivx]{1,5})\)|[a-z]\.)\s/) != nil
        let interrupts = position == .within && text.prefixMatch(of: /\d{1,3}[.)]\s/) != nil
        return isNumber || interrupts ? .typedBullet : nil
    }
}
