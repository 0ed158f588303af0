package enum JSONString {
    private static let digits = Array("0123456789abcdef".utf8)

    /// Appends a string with its quotes (RFC 8259 §7).
    package static func append(_ string: String, to json: inout [UInt8]) {
        json.append(UInt8(ascii: "\""))
        defer { json.append(UInt8(ascii: "\"")) }
        // Most need nothing.
        if string.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
            json += string.utf8
            return
        }
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                json += [UInt8(ascii: "\\"), byte]
            case 0..<0x20:
                json += "\\u00".utf8
                json += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default:
                json.append(byte)
            }
        }
    }
}
