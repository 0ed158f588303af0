/// The value of an attribute, between double quotes.
package enum XMLAttributeText {
    package static func append(_ value: String, to bytes: inout [UInt8]) {
        let utf8 = value.utf8.span
        for index in utf8.indices {
            switch utf8[index] {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            // A parser makes bare ones spaces (XML 1.0 §3.3.3).
            case UInt8(ascii: "\t"): bytes += "&#9;".utf8
            case UInt8(ascii: "\n"): bytes += "&#10;".utf8
            case UInt8(ascii: "\r"): bytes += "&#13;".utf8
            default: XMLText.appendCharacter(utf8, at: index, to: &bytes)
            }
        }
    }
}
