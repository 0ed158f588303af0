import Templating

/// A row of a list of recipients: what must be known of everyone at once. The other cells stay in the file.
struct Recipient: Sendable {
    let code: RecipientCode
    let name: String
    let channel: Channel
    let email: EmailAddress?
    /// In the list.
    let row: Int
    /// Columns whose value was refused.
    let refused: Set<Int>

    /// `Zwolle (GM0193)`
    var label: String { Self.label(name, code.description) }

    static func label(_ name: String, _ code: String) -> String {
        name.isEmpty ? code : "\(Problem.shown(name)) (\(code))"
    }
}
