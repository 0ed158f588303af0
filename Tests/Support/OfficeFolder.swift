package import Exporter
package import Foundation
package import Registry
import Templating
import Testing
import Workspace

/// A workspace with a registry, on disk, in which a test does what an office does.
package protocol OfficeFolder {
    var folder: TestFolder { get }
    /// Who does something, and when.
    func author(_ name: String) throws -> Author
}

extension OfficeFolder {
    package var root: URL { folder.root }

    package func path(_ name: String) -> String { folder.path(name) }

    /// A file of the workspace.
    package subscript(name: String) -> String {
        get { folder[name] }
        nonmutating set { folder[name] = newValue }
    }

    package func replace(_ part: String, with other: String, in name: String) throws {
        try folder.replace(part, with: other, in: name)
    }

    package var registryPath: String { path(".oproep/registry.sqlite") }

    package func registry() throws -> Registry { try Registry(at: registryPath, by: author("Jan")) }

    /// The letter as it is now, which must be right.
    package func compiled(_ name: String, correcting number: Int? = nil) throws -> CompiledLetter {
        let registry = try registry()
        let find = { @Sendable (number: Int) in try? registry.previousMailing(number) }
        var (letter, diagnostics) = Letter.load(
            name, in: try WorkspaceDirectory(at: folder.path),
            after: PreviousMailings(corrected: number.flatMap(find), find: find))
        let compiled = letter.flatMap { CompiledLetter.compile($0, diagnostics: &diagnostics) }
        if diagnostics.hasErrors { throw diagnostics }
        return try #require(compiled)
    }

    @discardableResult
    package func record(
        _ kind: EventKind, _ codes: [String]? = nil, in number: Int = 1, on day: String = "2024-07-12",
        until: String? = nil, channel: DispatchChannel? = nil, note: String? = nil, file: (String, [UInt8])? = nil,
        again: Bool = false
    ) throws -> Recorded {
        let recording = Recording(
            kind, codes.map { .codes($0) } ?? .all, on: try #require(CalendarDate(iso: day)), channel: channel,
            note: note, file: file, until: until.flatMap { CalendarDate(iso: $0) }, again: again)
        return try registry().record(recording, in: number, by: author("Jan"))
    }

    /// What is said when something is refused; nil when it is not.
    package func refusal(_ body: () throws -> Void) throws -> String? {
        do {
            try body()
            return nil
        } catch RegistryError.refused(let sentences) {
            return sentences.joined(separator: "\n")
        } catch RegistryError.letters(let failure) {
            return failure.sentence
        }
    }

    /// Every proof that does not hold, with what is wrong.
    package func audit(noted: String? = nil) throws -> [String] {
        try registry().audit(noted: noted).proofs.all.filter { !$0.holds }.flatMap { proof in
            proof.findings.map { "\(proof.name): \($0)" }
        }
    }
}
