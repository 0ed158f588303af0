import ArgumentParser
import Exporter
import Foundation
import Registry
import Synchronization
import Templating
import Workspace

struct WorkspaceOption: ParsableArguments {
    @Option(name: .customLong("workspace"), help: "The folder with oproep.yaml.", completion: .directory)
    var path: String?

    func find() throws -> WorkspaceDirectory {
        let start = path ?? FileManager.default.currentDirectoryPath
        let found = path == nil ? WorkspaceDirectory.find(from: start) : try? WorkspaceDirectory(at: start)
        guard let found else {
            Console.note(
                "error: no oproep.yaml in \(start)\(path == nil ? " or the folders above it" : ""); "
                    + "'oproep init DIR' makes a workspace, --workspace DIR names one")
            throw ExitCode.refused
        }
        return found
    }
}

/// A letter of a workspace, checked whole.
struct LetterArguments: ParsableArguments {
    @Argument(help: "The letter: the name of a folder in letters/; or, where it says so, the number of a mailing.")
    var letter: String

    @OptionGroup var workspace: WorkspaceOption

    /// The number of a mailing, when one is named in the place of a letter.
    var mailing: Int? { letter.allSatisfy { $0.isASCII && $0.isNumber } ? Int(letter) : nil }

    /// Text and data read, letters not yet made.
    struct Loaded {
        /// Nil when it cannot be made at all.
        let compiled: CompiledLetter?
        var diagnostics: Diagnostics
        let recipients: Int

        /// Fills every letter as well.
        func checked() -> Checked {
            let check = compiled.map(LetterCheck.init)
            var diagnostics = diagnostics
            if let check { diagnostics.add(check.diagnostics) }
            return Checked(
                compiled: diagnostics.hasErrors ? nil : compiled, coverage: check?.coverage ?? [],
                diagnostics: diagnostics, recipients: recipients)
        }
    }

    struct Checked {
        /// Nil when the text or the data are wrong.
        let compiled: CompiledLetter?
        let coverage: [LetterCheck.Coverage]
        let diagnostics: Diagnostics
        let recipients: Int
    }

    /// `correcting` is the number of the mailing that the letter corrects.
    func load(correcting corrected: Int? = nil) throws -> Loaded {
        let workspace = try workspace.find()
        // What a shell completes: letters/NAME/.
        let name = letter.split(separator: "/").last.map(String.init) ?? letter
        let mailings = EarlierMailings(of: workspace)
        let previous = PreviousMailings(corrected: corrected.flatMap(mailings.find), find: mailings.find)
        var (found, diagnostics) = Letter.load(name, in: workspace, after: previous)
        if let error = mailings.error { throw Console.end(error) }
        if let corrected, previous.corrected == nil {
            Console.note("error: there is no mailing \(corrected) to correct; 'oproep status' lists them")
            throw ExitCode.refused
        }
        let compiled = found.flatMap { CompiledLetter.compile($0, diagnostics: &diagnostics) }
        return Loaded(compiled: compiled, diagnostics: diagnostics, recipients: found?.recipients.count ?? 0)
    }

    /// Reads and checks everything that a run would use.
    func check() throws -> Checked { try load().checked() }

    /// The letter when nothing is wrong with it; otherwise shows what is, and ends.
    func compiled() throws -> CompiledLetter {
        let checked = try check()
        Console.show(checked.diagnostics)
        guard let compiled = checked.compiled else { throw ExitCode.refused }
        return compiled
    }
}

/// The registry, opened when a letter asks what was sent before.
private final class EarlierMailings: Sendable {
    private let workspace: WorkspaceDirectory
    private let failure = Mutex<RegistryError?>(nil)

    init(of workspace: WorkspaceDirectory) {
        self.workspace = workspace
    }

    /// Why the registry could not be asked.
    var error: RegistryError? { failure.withLock { $0 } }

    @Sendable func find(_ number: Int) -> PreviousMailing? {
        guard let settings = workspace.settings().settings, let author = try? Author.now(nil, in: settings.timeZone)
        else { return nil }
        do throws(RegistryError) {
            return try Registry.existing(of: workspace, settings, by: author)?.previousMailing(number)
        } catch {
            failure.withLock { $0 = error }
            return nil
        }
    }
}
