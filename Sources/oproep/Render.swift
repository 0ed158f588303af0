import ArgumentParser
import Exporter
import Synchronization
import Templating
import Workspace

extension Format: ExpressibleByArgument {}

struct Render: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the letters, one file per recipient.",
        discussion: """
            Every letter is checked, and all files come to stand in the directory at once, or none. With them goes manifest.json: which file is whose, and its SHA-256.

            What stands in the directory is replaced only when it is exactly what render made.
            """)

    @OptionGroup var arguments: LetterArguments

    @Option(
        name: .shortAndLong, help: "The directory to write (default: out/LETTER, or out/LETTER-only).",
        completion: .directory)
    var output: String?

    @Option(help: "Only the letter to this code; may be repeated.")
    var only: [String] = []

    @Option(help: "odt, fodt, html, txt or pdf; several with commas.", transform: Render.formats)
    var format: [Format] = [.odt]

    @Flag(help: "Replace the directory whatever is in it.")
    var force = false

    @Option(help: "How many LibreOffice processes make PDF (default: one for each 40 letters, at most 4).")
    var workers: Int?

    func validate() throws {
        if let workers, !(1...64).contains(workers) { throw ValidationError("--workers is a number from 1 to 64.") }
    }

    private static func formats(_ text: String) throws -> [Format] {
        var formats: [Format] = []
        for name in text.split(separator: ",") {
            guard let format = Format(rawValue: String(name)) else {
                let known = Format.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("'\(name)' is not a format; there are \(known).")
            }
            if !formats.contains(format) { formats.append(format) }
        }
        if formats.isEmpty { throw ValidationError("Name a format.") }
        return formats
    }

    func run() async throws {
        var loaded = try arguments.load()
        guard let compiled = loaded.compiled, !loaded.diagnostics.hasErrors else {
            Console.show(loaded.checked().diagnostics)
            throw ExitCode.refused
        }
        let codes = only.isEmpty ? nil : try Set(only.map { try compiled.recipient($0).code })
        // A selection does not take the place of the whole.
        let standard = compiled.letter.name + (only.isEmpty ? "" : "-only")
        let directory = try output ?? "\(arguments.workspace.find().path)/out/\(standard)"
        Interruption.listen()
        let bar = Mutex(ProgressBar())
        let rendering = Rendering(compiled, as: format, in: directory, force: force, workers: workers)
        do throws(LetterFailure) {
            let (count, diagnostics) = try await rendering.write(to: codes) { done, total in
                bar.withLock { $0.advance(to: done, of: total) }
                return !Interruption.isRequested
            }
            loaded.diagnostics.add(diagnostics)
            Console.show(loaded.diagnostics)
            Console.note("\(count) letter\(count == 1 ? "" : "s") in \(directory)")
        } catch {
            throw Console.end(error, after: loaded.diagnostics)
        }
    }
}
