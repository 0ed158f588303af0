/// A message of e-mail, by its header (RFC 5322 §2.2).
enum MessageFormat {
    private static let reach = 262_144

    static func format(of bytes: [UInt8]) -> FileFormat? {
        guard let names = fieldNames(bytes.prefix(reach)) else { return nil }
        // RFC 5322 §3.6: these two alone are required.
        guard names.isSuperset(of: ["from", "date"]) else { return nil }
        let isMIME = names.isSuperset(of: ["to", "mime-version", "content-type"])
        return isMIME ? .message : FileFormat("Internet Message Format", "fmt/278", "message/rfc822", "eml")
    }

    /// In small letters, of all fields before the first empty line. Nil when there is no such line, or another line.
    private static func fieldNames(_ bytes: ArraySlice<UInt8>) -> Set<String>? {
        var names: Set<String> = []
        for line in bytes.lazy.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            guard let first = line.first, first != UInt8(ascii: "\r") else {
                // What stands after the last line is no line.
                return names.isEmpty || line.endIndex == bytes.endIndex ? nil : names
            }
            // Goes on with the field before it.
            if first == UInt8(ascii: " ") || first == UInt8(ascii: "\t"), !names.isEmpty { continue }
            guard let colon = line.prefix(100).firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
                line[..<colon].allSatisfy({ (0x21...0x7E).contains($0) })
            else { return nil }
            names.insert(String(decoding: line[..<colon], as: UTF8.self).lowercased())
        }
        return nil
    }
}
