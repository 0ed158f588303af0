/// What `bag-info.txt` says (RFC 8493 §2.2.2): names and values, in order.
struct BagInfo: Sendable {
    private(set) var fields: [(name: String, value: String)]

    // Our own, beside those that BagIt has.
    static let freeze = "Oproep-Freeze-SHA256"
    static let head = "Oproep-Events-Head"
    static let mailing = "Oproep-Mailing"

    init(_ fields: [(String, String?)]) {
        self.fields = fields.compactMap { name, value in value.map { (name, Self.line($0)) } }
    }

    /// Nil when a line is not `Name: value`.
    init?(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var fields: [(name: String, value: String)] = []
        for line in text.split(separator: "\n") {
            if let first = line.first, first == " " || first == "\t", !fields.isEmpty {
                // RFC 8493 §2.2.2: a long value may go on.
                fields[fields.count - 1].value += " " + line.drop { $0 == " " || $0 == "\t" }
                continue
            }
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            fields.append((String(line[..<colon]), String(value)))
        }
        self.fields = fields
    }

    /// The value of a name that is there once.
    subscript(name: String) -> String? {
        let found = fields.filter { $0.name == name }
        return found.count == 1 ? found[0].value : nil
    }

    var bytes: [UInt8] { Array(fields.map { "\($0.name): \($0.value)\n" }.joined().utf8) }

    /// Without what would end the line.
    private static func line(_ value: String) -> String {
        String(
            String.UnicodeScalarView(value.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }
}
