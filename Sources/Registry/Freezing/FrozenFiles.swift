internal import Disk
package import Exporter
internal import Foundation
package import Templating
internal import Workspace

/// The files that a letter was frozen with, to make it of again.
package struct FrozenFiles: Sendable {
    private let files: [(name: String, bytes: [UInt8])]

    /// By their names from the workspace.
    package init(_ files: [(name: String, bytes: [UInt8])]) {
        self.files = files
    }

    /// The letter, addressed to those with these codes. `correcting` is the number of the mailing that it corrects.
    package func letter(
        _ name: String, correcting number: Int?, to codes: Set<String>
    ) throws(RegistryError) -> (compiled: CompiledLetter, diagnostics: Diagnostics) {
        do {
            return try make(name, correcting: number, to: codes)
        } catch let diagnostics as Diagnostics {
            throw .letters(.wrong(diagnostics))
        } catch {
            throw RegistryError(error)
        }
    }

    private func make(
        _ name: String, correcting number: Int?, to codes: Set<String>
    ) throws -> (CompiledLetter, Diagnostics) {
        // They may come from anywhere: none is written outside of the folder that is made for them.
        if let stranger = files.map(\.name).first(where: { !Self.isInside($0) }) {
            throw RegistryError.refused("'\(stranger)' is no name of a file in a workspace")
        }
        // Addresses are in it: nobody else looks inside.
        let folder = try Self.folder()
        let root = URL(filePath: folder.path)
        for (name, bytes) in files {
            let url = root.appending(path: name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: url)
        }
        let previous = Dictionary(files.map { ($0.name, $0.bytes) }) { first, _ in first }
        let find = { @Sendable (number: Int) in
            previous[PreviousMailing.fileName(number)].flatMap { PreviousMailing(number: number, csv: $0) }
        }
        var (letter, diagnostics) = Letter.load(
            name, in: try WorkspaceDirectory(at: root.path),
            after: PreviousMailings(corrected: number.flatMap(find), find: find))
        let compiled = letter.flatMap { CompiledLetter.compile($0, diagnostics: &diagnostics) }
        guard let compiled, !diagnostics.hasErrors else { throw LetterFailure.wrong(diagnostics) }
        return (compiled.addressed { codes.contains($0.code.description) }, diagnostics)
    }

    private static func folder() throws(LetterFailure) -> TemporaryFolder {
        do throws(TemporaryFolder.Failure) {
            return try TemporaryFolder("oproep-frozen")
        } catch {
            throw .failed("cannot work in '\(error.place)': \(error.cause.message); TMPDIR names another place")
        }
    }

    private static func isInside(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return !name.utf8.contains(0) && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
    }
}
