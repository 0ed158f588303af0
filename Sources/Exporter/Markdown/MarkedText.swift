import Templating

/// A letter's text made ready for a Markdown parser: tags are markers, and lines of only block tags are paragraphs of
/// their own, unless they stand between the rows of a table.
struct MarkedText {
    /// A line, and the number of the line of the letter that it came from.
    private struct Line {
        var text: String
        let number: Int
        /// When nothing but block tags stands in it.
        var tags: [Int] = []

        var isBlank: Bool { text.allSatisfy { $0 == " " || $0 == "\t" } }
    }

    let text: String
    /// For each line of `text` its line in the letter.
    let lineNumbers: [Int]

    /// The lines of `text` as a parser counts them.
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    init(_ source: SourceFile, segments: [TagScanner.Segment], tags: [Tag], compiled: CompiledTags) {
        let lines = Self.lines(source, segments, tags)
        let following = Following(lines)
        var result: [(text: String, number: Int)] = []
        var rowConstructs: Set<CompiledTag.Construct> = []
        var indents: [CompiledTag.Construct: String] = [:]
        var isInTable = false
        for (index, line) in lines.enumerated() {
            guard let first = line.tags.first else {
                if line.isBlank {
                    isInTable = false
                } else if !isInTable, index > 0, Self.isDelimiterRow(line.text), lines[index - 1].text.contains("|") {
                    isInTable = true
                }
                result.append((line.text, line.number))
                continue
            }
            if isInTable, Self.isRow(compiled.tags[first], followedBy: following.line[index], &rowConstructs) {
                result.append((line.text, line.number))
            } else {
                isInTable = false
                let text = Self.indented(line, compiled, followedBy: following.text[index], &indents)
                result += [("", line.number), (text, line.number), ("", line.number)]
            }
        }
        text = result.map(\.text).joined(separator: "\n") + "\n"
        lineNumbers = result.map(\.number)
    }

    /// For each line the next that holds other things than tags: blank or not, and not blank.
    private struct Following {
        private(set) var line: [String]
        private(set) var text: [String]

        init(_ lines: [Line]) {
            (line, text) = (Array(repeating: "", count: lines.count), Array(repeating: "", count: lines.count))
            for index in lines.indices.dropLast().reversed() {
                let next = lines[index + 1]
                line[index] = next.tags.isEmpty ? next.text : line[index + 1]
                text[index] = next.tags.isEmpty && !next.isBlank ? next.text : text[index + 1]
            }
        }
    }

    private static func lines(_ source: SourceFile, _ segments: [TagScanner.Segment], _ tags: [Tag]) -> [Line] {
        var lines: [Line] = []
        var current = Line(text: "", number: 1)
        var blockTags: [Int] = []
        var holdsOther = false
        var end = 0
        var skippedComment = false
        var number = 1

        func finish() {
            // A line with nothing but a comment is no blank line: it would end a paragraph.
            let onlyComment = skippedComment && blockTags.isEmpty && !holdsOther
            if !holdsOther { current.tags = blockTags }
            if !onlyComment { lines.append(current) }
            current = Line(text: "", number: number)
            (blockTags, holdsOther, skippedComment) = ([], false, false)
        }

        func pass(to offset: Int) {
            number += source.scalars[end..<offset].count { $0 == "\n" }
            end = offset
        }

        for segment in segments {
            switch segment {
            case .tag(let index):
                if tags[index].span.lowerBound > end { skippedComment = true }
                pass(to: tags[index].span.upperBound)
                current.text += TagMarker.text(index)
                if tags[index].isBlock { blockTags.append(index) } else { holdsOther = true }
            case .text(let range):
                if range.lowerBound > end { skippedComment = true }
                pass(to: range.lowerBound)
                var escapes = false
                for offset in range {
                    let scalar = source.scalars[offset]
                    if escapes {
                        escapes = false
                        holdsOther = true
                        if let marker = TagMarker.escaped(scalar) {
                            current.text.unicodeScalars.append(marker)
                            continue
                        }
                        current.text.append("\\")
                    }
                    if scalar == "\\", offset + 1 < range.upperBound {
                        escapes = true
                    } else if scalar == "\n" {
                        pass(to: offset + 1)
                        finish()
                    } else if scalar != "\r" {
                        current.text.unicodeScalars.append(scalar)
                        if scalar != " ", scalar != "\t" { holdsOther = true }
                    }
                }
            }
        }
        pass(to: source.scalars.count)
        finish()
        return lines
    }

    /// Whether tags on a line of their own, met within a table, stand between its rows: a tag that opens does when a
    /// row follows, the others do when the one that opened did.
    private static func isRow(
        _ tag: CompiledTag, followedBy line: String, _ constructs: inout Set<CompiledTag.Construct>
    ) -> Bool {
        switch tag {
        case .begin(let construct, _):
            guard line.contains("|") else { return false }
            constructs.insert(construct)
            return true
        case .next(let construct, _), .end(let construct): return constructs.contains(construct)
        case .hole, .nothing: return false
        }
    }

    /// Tags that choose or repeat the items of a list within a list stand as far in as these do, however they were
    /// written: at the margin they would end the outer list.
    private static func indented(
        _ line: Line, _ compiled: CompiledTags, followedBy next: String,
        _ indents: inout [CompiledTag.Construct: String]
    ) -> String {
        let text = line.text.drop { $0 == " " || $0 == "\t" }
        let own = String(line.text.prefix(line.text.count - text.count))
        var indent: String?
        for index in line.tags {
            switch compiled.tags[index] {
            case .begin(let construct, _):
                let item = next.prefixMatch(of: /(\s*)([-*+]|\d+[.)])\s/).map { String($0.1) } ?? ""
                indents[construct] = item.count > own.count ? item : own
                indent = indent ?? indents[construct]
            case .next(let construct, _), .end(let construct): indent = indent ?? indents[construct]
            case .hole, .nothing: continue
            }
        }
        return (indent ?? own) + text
    }

    /// The line under a table's header: `|---|--:|`.
    static func isDelimiterRow(_ line: String) -> Bool {
        line.contains("|") && line.contains("-") && line.allSatisfy { "|-: \t".contains($0) }
    }

    /// How many cells a line of a table has.
    static func cellCount(_ line: some StringProtocol) -> Int {
        var isBar: [Bool] = []
        var previous: Character = " "
        for character in line {
            // As cmark has it: a backslash directly before a bar makes it plain, whatever is before that.
            if character != " ", character != "\t" { isBar.append(character == "|" && previous != "\\") }
            previous = character
        }
        if isBar.first == true { isBar.removeFirst() }
        if isBar.last == true { isBar.removeLast() }
        return isBar.count { $0 } + 1
    }
}
