import Templating

/// How much a Markdown parser has to look at together, told without parsing: for some of it cmark takes time that grows
/// with its square.
struct MarkdownExtent {
    /// In a paragraph, or a row of a table.
    private static let maximumOpeners = 2000
    /// In one line.
    private static let maximumColumns = 100
    /// Of lists and quotations, by their signs and by the space that a line begins with.
    private static let maximumDepth = 40
    private static let maximumIndent = 400
    /// What all references to the definitions of links can come to, in bytes.
    private static let maximumExpansion = 50_000_000

    /// By line, from 0.
    private(set) var problems: [(problem: Problem, line: Int)] = []

    private var openers = 0
    private var allOpeners = 0
    private var isInTable = false
    /// Of the lines without a blank one between them.
    private var run = (start: 0, length: 0, holdsDefinition: false)
    private var longestDefinition = (start: 0, length: 0)

    init(of lines: [Substring]) {
        for (index, line) in lines.enumerated() { add(line.utf8, index) }
        finishRun(at: lines.count)
        if longestDefinition.length * allOpeners > Self.maximumExpansion {
            problems.append((.definitionTooLong, longestDefinition.start))
        }
    }

    private mutating func add(_ line: Substring.UTF8View, _ index: Int) {
        let start = Start(of: line)
        if start.isBlank { return finishRun(at: index + 1) }
        if start.depth > Self.maximumDepth || start.indent > Self.maximumIndent {
            problems.append((.textTooDeep, index))
        }
        if isInTable || start.beginsItem { openers = 0 }
        let isBounded = openers <= Self.maximumOpeners
        var (bars, isDelimiter, previous) = (0, true, UInt8(0))
        for byte in line {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "<"):
                openers += 1
                allOpeners += 1
            case UInt8(ascii: "|"): bars += 1
            case UInt8(ascii: ":") where previous == UInt8(ascii: "]"): run.holdsDefinition = true
            default: break
            }
            if !"|-: \t".utf8.contains(byte) { isDelimiter = false }
            previous = byte
        }
        run.length += line.count
        if isDelimiter, bars > 0 { isInTable = true }
        if bars > Self.maximumColumns + 1 { problems.append((.tableTooWide(Self.maximumColumns), index)) }
        if isBounded, openers > Self.maximumOpeners { problems.append((.tooMuchMarkup(Self.maximumOpeners), index)) }
    }

    private mutating func finishRun(at next: Int) {
        if run.holdsDefinition, run.length > longestDefinition.length {
            longestDefinition = (run.start, run.length)
        }
        run = (next, 0, false)
        openers = 0
        isInTable = false
    }
}

extension MarkdownExtent {
    /// The signs of lists and quotations that a line begins with.
    private struct Start {
        var isBlank = true
        var beginsItem = false
        /// How many there are.
        var depth = 0
        /// The space before and between them.
        var indent = 0

        init(of line: Substring.UTF8View) {
            var rest = line[...]
            while let byte = rest.first {
                rest = rest.dropFirst()
                switch byte {
                case UInt8(ascii: " "): indent += 1
                case UInt8(ascii: "\t"): indent += 4
                case UInt8(ascii: ">"): depth += 1
                case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
                    isBlank = false
                    guard Self.isSpace(rest.first) else { return }
                    depth += 1
                    beginsItem = true
                case UInt8(ascii: "0")...UInt8(ascii: "9"):
                    isBlank = false
                    rest = rest.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
                    guard let sign = rest.popFirst(), sign == UInt8(ascii: ".") || sign == UInt8(ascii: ")"),
                        Self.isSpace(rest.first)
                    else { return }
                    depth += 1
                default:
                    isBlank = false
                    return
                }
                if byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t") { isBlank = false }
            }
        }

        private static func isSpace(_ byte: UInt8?) -> Bool {
            byte == nil || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
        }
    }
}
