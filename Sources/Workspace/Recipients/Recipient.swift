import Templating

/// A row of a list of recipients: what must be known of everyone at once. The other cells stay in the file.
/// A class, as lists of those who are addressed hold the same ones.
final class Recipient: Sendable {
    let code: RecipientCode
    let name: String
    let channel: Channel
    /// In the list.
    let row: Int
    /// Columns whose value was refused.
    let refused: Set<Int>

    init(
        code: RecipientCode, name: String, channel: Channel, row: Int, refused: Set<Int>
    ) {
        self.code = code
        self.name = name
        self.channel = channel
        self.row = row
        self.refused = refused
    }

    /// `Zwolle (GM0193)`
    var label: String { Self.label(name, code.description) }

    static func label(_ name: String, _ code: String) -> String {
        name.isEmpty ? code : "\(Problem.shown(name)) (\(code))"
    }
}
