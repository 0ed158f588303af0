/// Batches for the printer.
package struct PrintSettings: Hashable, Sendable {
    /// How many letters are in one PDF at most.
    package let perFile: Int

    package static let standard = PrintSettings(perFile: 500)
}

extension PrintSettings {
    init(_ section: inout YAMLSection) {
        perFile = section.positive("per_file") ?? Self.standard.perFile
    }
}
