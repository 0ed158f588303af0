internal import Containers

/// Text in an ODF paragraph, where readers collapse white space that is not written as elements
/// (ODF 1.3 part 3 §6.1.2 to §6.1.5). Whatever stands around it, it reads back as it was; line ends as line feeds.
/// U+0085, U+2028 and U+2029 are characters like any other there, and stay.
enum ODFText {
    static func append(_ value: String, to bytes: inout [UInt8]) {
        let utf8 = value.utf8.span
        var position = 0
        while position < utf8.count {
            let start = position
            switch utf8[position] {
            case UInt8(ascii: "\t"):
                bytes += "<text:tab/>".utf8
                position += 1
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                bytes += "<text:line-break/>".utf8
                position += 1
                if utf8[start] == UInt8(ascii: "\r"), position < utf8.count, utf8[position] == UInt8(ascii: "\n") {
                    position += 1
                }
            case UInt8(ascii: " "):
                position = endOfSpaces(utf8, from: start)
                let count = position - start
                bytes += (count == 1 ? "<text:s/>" : "<text:s text:c=\"\(count)\"/>").utf8
            default:
                position = endOfText(utf8, from: start)
                XMLText.append(utf8, start..<position, to: &bytes)
            }
        }
    }

    /// A space between two characters that are none belongs to the text; of several between them, the first.
    private static func endOfText(_ utf8: Span<UInt8>, from start: Int) -> Int {
        var position = start
        while position < utf8.count, !isSpace(utf8[position]) {
            position += 1
            guard position < utf8.count, utf8[position] == UInt8(ascii: " ") else { continue }
            let next = endOfSpaces(utf8, from: position)
            guard next < utf8.count, !isSpace(utf8[next]) else { return position }
            if next > position + 1 { return position + 1 }
            position = next
        }
        return position
    }

    private static func endOfSpaces(_ utf8: Span<UInt8>, from start: Int) -> Int {
        var position = start
        while position < utf8.count, utf8[position] == UInt8(ascii: " ") { position += 1 }
        return position
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
        default: false
        }
    }
}
