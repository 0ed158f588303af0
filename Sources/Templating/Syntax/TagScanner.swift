/// Splits template text into what is literal and what is a tag. Comments are left out.
package struct TagScanner {
    package enum Segment: Sendable {
        case text(Range<Int>)
        /// Index in `tags`.
        case tag(Int)
    }

    /// All tags read so far, of one or of several fragments, in the order of the document.
    package private(set) var tags: [Tag] = []
    package private(set) var diagnostics = Diagnostics()

    package init() {}

    package mutating func scan(_ fragment: Fragment) -> [Segment] {
        let scalars = fragment.scalars
        var segments: [Segment] = []
        var textStart = 0
        var position = 0
        func pair(at index: Int) -> (Unicode.Scalar, Unicode.Scalar)? {
            index + 1 < scalars.count ? (scalars[index], scalars[index + 1]) : nil
        }
        while position < scalars.count {
            if Self.isReserved(scalars[position]) {
                diagnostics.add(
                    .reservedCharacter(scalars[position]), at: fragment.place(position..<position + 1))
            }
            let closing: Unicode.Scalar
            switch pair(at: position) {
            case ("{", "{")?: closing = "}"
            case ("{", "%")?: closing = "%"
            case ("{", "#")?: closing = "#"
            case ("}", "}")?, ("%", "}")?, ("#", "}")?:
                diagnostics.add(
                    .strayTagEnd(fragment.text(position..<position + 2)), at: fragment.place(position..<position + 2))
                position += 2
                continue
            default:
                position += 1
                continue
            }
            if textStart < position { segments.append(.text(textStart..<position)) }
            let start = position
            guard let end = Self.end(of: fragment, from: start + 2, closing: closing) else {
                diagnostics.add(
                    .unclosedTag(fragment.text(start..<start + 2), closing: "\(closing)}"),
                    at: fragment.place(start..<start + 2))
                return segments
            }
            if closing != "#" {
                segments.append(.tag(tags.count))
                tags.append(read(fragment, start..<end))
            }
            position = end
            textStart = end
        }
        if textStart < scalars.count { segments.append(.text(textStart..<scalars.count)) }
        return segments
    }

    /// Noncharacters for internal use (Unicode 23.7), which stand for tags while Markdown is read; and what XML cannot
    /// hold (XML 1.0 §2.2).
    private static func isReserved(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xFDD0...0xFDEF, 0xFFFE, 0xFFFF: true
        case 0x09, 0x0A, 0x0D: false
        default: scalar.value < 0x20
        }
    }

    /// The offset after the closing braces; those within a quoted text do not close. A tag does not outlast its paragraph.
    private static func end(of fragment: Fragment, from start: Int, closing: Unicode.Scalar) -> Int? {
        var quote: Character?
        var position = start
        while position + 1 < fragment.scalars.count {
            let scalar = fragment.scalars[position]
            let next = fragment.scalars[position + 1]
            if closing != "#" {
                if scalar == "\n", next == "\n" { return nil }
                if let open = quote {
                    if scalar == "\\" {
                        position += 2
                        continue
                    }
                    if Lexer.quote(scalar) == open { quote = nil }
                } else {
                    quote = Lexer.quote(scalar)
                }
            }
            if quote == nil, scalar == closing, next == "}" { return position + 2 }
            position += 1
        }
        return nil
    }

    private mutating func read(_ fragment: Fragment, _ span: Range<Int>) -> Tag {
        let inside = span.lowerBound + 2..<span.upperBound - 2
        let isOutput = fragment.scalars[span.lowerBound + 1] == "{"
        do throws(SyntaxError) {
            var parser = Parser(try Lexer(fragment: fragment, span: inside).tokens())
            let kind = isOutput ? .output(try parser.wholeExpression()) : try Self.statement(&parser)
            return Tag(kind: kind, fragment: fragment, span: span)
        } catch {
            // An error at the very end is shown at the closing braces.
            let place = error.span.isEmpty ? inside.upperBound..<span.upperBound : error.span
            diagnostics.add(error.problem, at: fragment.place(place))
            let kind = isOutput ? .unreadable : Self.statement(beginning: fragment.text(inside))
            return Tag(kind: kind, fragment: fragment, span: span)
        }
    }

    /// What an unreadable statement was to be.
    private static func statement(beginning text: String) -> Tag.Kind {
        switch text.drop(while: { !$0.isLetter }).prefix(while: \.isLetter) {
        case "if": .if(nil)
        case "elif": .elseIf(nil)
        case "else": .else
        case "endif": .endIf
        case "for": .for(nil)
        case "endfor": .endFor
        default: .unreadable
        }
    }

    private static func statement(_ parser: inout Parser) throws(SyntaxError) -> Tag.Kind {
        let token = parser.advance()
        guard case .name(let word) = token.kind else { throw SyntaxError(.expectedStatement, token.span) }
        let kind: Tag.Kind
        switch word {
        case "if": kind = .if(try parser.wholeExpression())
        case "elif": kind = .elseIf(try parser.wholeExpression())
        case "else": kind = .else
        case "endif": kind = .endIf
        case "endfor": kind = .endFor
        case "for":
            let item = parser.advance()
            guard case .name(let name) = item.kind, !name.contains(".") else {
                throw SyntaxError(.expected("a name for the row"), item.span)
            }
            let keyword = parser.advance()
            guard keyword.kind == .name("in") else { throw SyntaxError(.expected("in"), keyword.span) }
            kind = .for((item: name, rows: try parser.wholeExpression()))
        default: throw SyntaxError(.unknownStatement(word), token.span)
        }
        try parser.finish()
        return kind
    }
}
