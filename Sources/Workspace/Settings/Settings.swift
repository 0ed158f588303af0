import Templating

/// What `oproep.yaml` says of the whole workspace.
package struct Settings: Sendable {
    package static let fileName = "oproep.yaml"

    package let sender: Sender?
    package let language: LanguageTag
    /// Where a day is a day.
    package let timeZone: LocalZone
    /// From the workspace.
    package let houseStyle: String
    package let registry: String
    package let approval: Approval
    package let delivery: DeliverySettings
    package let archive: ArchiveSettings?

    let file: YAMLFile

    /// The address that e-mail comes from.
    package var emailSender: EmailAddress? { delivery.smtp?.from ?? sender?.email }
}

extension Settings {
    /// Nil when the file cannot be read at all, which is then in `diagnostics`.
    static func read(_ workspace: WorkspaceDirectory, diagnostics: inout Diagnostics) -> Settings? {
        guard let file = YAMLFile.read(workspace.file(fileName), diagnostics: &diagnostics) else { return nil }
        var section = YAMLSection(file)
        let settings = Settings(
            sender: section.section("sender", isRequired: true) { Sender(&$0) },
            language: section.validated("language", LanguageTag.init) ?? .dutch,
            timeZone: section.validated("time_zone", LocalZone.init) ?? .amsterdam,
            houseStyle: section.text("house_style") ?? "letters/house-style.fodt",
            registry: section.validated("registry", isSecret: true, registryFile) ?? ".oproep/registry.sqlite",
            approval: section.choice("approval") ?? .onePerson,
            delivery: section.section("delivery") { DeliverySettings(&$0) } ?? .standard,
            archive: section.section("archive") { ArchiveSettings(&$0) }, file: file)
        section.finish(&diagnostics)
        return settings
    }

    /// The path of a file. What looks like an address (RFC 3986 §3) may hold a password, so that only its kind is shown.
    private static func registryFile(_ text: String) throws(Refusal) -> String {
        guard let match = text.prefixMatch(of: /([A-Za-z][A-Za-z0-9+.-]*):\/\//) else { return text }
        let scheme = match.1.lowercased()
        throw Refusal { _ in .registryElsewhere(scheme) }
    }
}
