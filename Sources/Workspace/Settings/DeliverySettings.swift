/// How letters leave.
package struct DeliverySettings: Hashable, Sendable {
    /// Of recipients whose list does not say.
    package let channel: Channel
    package let smtp: SMTPSettings?
    package let print: PrintSettings

    static let standard = DeliverySettings(channel: .manual, smtp: nil, print: .standard)
}

extension DeliverySettings {
    init(_ section: inout YAMLSection) {
        channel = section.choice("channel") ?? .manual
        smtp = section.section("smtp") { SMTPSettings(&$0) }
        print = section.section("print") { PrintSettings(&$0) } ?? .standard
    }
}
