/// The fields of a delivery status (RFC 3464 §2.1): those of the message, and of each recipient, in groups that empty
/// lines divide.
struct DeliveryStatus {
    /// Of each recipient, by lower-case names.
    let recipients: [[String: String]]

    init(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
        let groups = text.split(separator: "\n\n").map { Self.fields($0) }
        recipients = groups.filter { $0["final-recipient"] != nil }
    }

    private static func fields(_ text: Substring) -> [String: String] {
        var fields: [String: String] = [:]
        var last: String?
        for line in text.split(separator: "\n") {
            if line.first == " " || line.first == "\t" {
                // A line goes on (RFC 5322 §2.2.3).
                if let last { fields[last]? += " \(Self.trimmed(line))" }
            } else if let colon = line.firstIndex(of: ":") {
                let name = line[..<colon].lowercased()
                fields[name] = Self.trimmed(line[line.index(after: colon)...])
                last = name
            }
        }
        return fields
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
