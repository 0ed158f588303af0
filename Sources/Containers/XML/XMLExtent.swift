/// How much there is in a document, told without reading it: libxml2 compares every attribute of an element with all of the
/// others, and a tree takes a hundred times the room of its text.
struct XMLExtent {
    /// Of what is well-formed; of anything else something near it.
    private(set) var elements = 0
    /// The most that an element has.
    private(set) var attributes = 0

    private let limits: XMLLimits

    private var isBounded: Bool { elements <= limits.elements && attributes <= limits.attributes }

    static func check(_ bytes: [UInt8], _ limits: XMLLimits) throws(XMLError) {
        guard !XMLExtent(of: bytes, limits).isBounded else { return }
        throw .tooMuch(elements: limits.elements, attributes: limits.attributes)
    }

    private enum Part {
        case text, tag
        /// Goes on to the `>` after these two bytes, or after one of them twice.
        case skipped(UInt8, UInt8)
        case value(quote: UInt8)
    }

    init(of bytes: [UInt8], _ limits: XMLLimits = .usual) {
        self.limits = limits
        let bytes = bytes.span
        var part = Part.text
        var values = 0
        var place = 0
        while place < bytes.count, isBounded {
            let byte = bytes[place]
            switch part {
            case .text:
                guard byte == UInt8(ascii: "<") else { break }
                let next = place + 1 < bytes.count ? bytes[place + 1] : 0
                switch next {
                case UInt8(ascii: "!") where place + 2 < bytes.count && bytes[place + 2] == UInt8(ascii: "-"):
                    part = .skipped(UInt8(ascii: "-"), UInt8(ascii: "-"))
                    // The hyphens that begin a comment do not end it.
                    place += 3
                case UInt8(ascii: "!") where place + 2 < bytes.count && bytes[place + 2] == UInt8(ascii: "["):
                    part = .skipped(UInt8(ascii: "]"), UInt8(ascii: "]"))
                case UInt8(ascii: "?"): part = .skipped(0, UInt8(ascii: "?"))
                default:
                    part = .tag
                    values = 0
                    elements += next == UInt8(ascii: "/") ? 0 : 1
                }
            case .tag:
                if byte == UInt8(ascii: ">") {
                    part = .text
                } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    part = .value(quote: byte)
                    values += 1
                    attributes = max(attributes, values)
                }
            case .value(let quote):
                // An angle bracket may stand in it.
                if byte == quote { part = .tag }
            case .skipped(let first, let second):
                guard byte == UInt8(ascii: ">"), bytes[place - 1] == second else { break }
                if first == 0 || bytes[place - 2] == first { part = .text }
            }
            place += 1
        }
    }
}
