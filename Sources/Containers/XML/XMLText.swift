internal import Disk

/// Text between tags. Works on UTF-8, of which every byte that means something to XML is ASCII.
package enum XMLText {
    package static func append(_ value: String, to bytes: inout [UInt8]) {
        let utf8 = value.utf8.span
        append(utf8, utf8.indices, to: &bytes)
    }

    package static func append(_ utf8: Span<UInt8>, _ range: Range<Int>, to bytes: inout [UInt8]) {
        var next = range.lowerBound
        while next < range.upperBound {
            let plain = endOfPlain(utf8, next..<range.upperBound)
            bytes.append(utf8.extracting(next..<plain))
            next = plain
            guard next < range.upperBound else { return }
            switch utf8[next] {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8  // Only `]]>` needs it (XML 1.0 §2.4).
            // A parser makes a bare one a line feed (XML 1.0 §2.11).
            case UInt8(ascii: "\r"): bytes += "&#13;".utf8
            default: appendCharacter(utf8, at: next, to: &bytes)
            }
            next += 1
        }
    }

    /// Most of a text is appended as it is, all at once.
    private static func endOfPlain(_ utf8: Span<UInt8>, _ range: Range<Int>) -> Int {
        for index in range {
            switch utf8[index] {
            case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), 0..<0x20, 0xBE...: return index
            default: continue
            }
        }
        return range.upperBound
    }

    /// Appends a byte as it is, unless it completes a character that XML 1.0 §2.2 forbids: then U+FFFD stands for it.
    /// Data are checked for those before; this keeps whatever slips through from making the document unreadable.
    static func appendCharacter(_ utf8: Span<UInt8>, at index: Int, to bytes: inout [UInt8]) {
        let byte = utf8[index]
        if byte < 0x20, byte != UInt8(ascii: "\t"), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {
            bytes += "\u{FFFD}".utf8
        } else if byte >= 0xBE, index >= 2, utf8[index - 1] == 0xBF, utf8[index - 2] == 0xEF {
            bytes.append(0xBD)  // U+FFFE and U+FFFF are EF BF BE and EF BF BF; EF BF BD is U+FFFD.
        } else {
            bytes.append(byte)
        }
    }
}
