import ArgumentParser
import Exporter
import Printing
import Registry
import Synchronization
import Templating
import Workspace

extension Format: ExpressibleByArgument {}

struct RenderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Write the letters, one file per recipient.",
        discussion: """
            Every letter is checked, and all files come to stand in the directory at once, or none. With them goes \
            manifest.json: which file is whose, and its SHA-256.

            Of a mailing, named by its number, the frozen documents are written, byte for byte: odt, or \
            with --format also pdf and mail, where the channel needs them.

            What stands in the directory is replaced only when it is exactly what render made.
            """)

    @OptionGroup var arguments: LetterArguments

    @Option(
        name: .shortAndLong, help: "The directory to write (default: out/LETTER, out/LETTER-only or out/mailing-N).",
        completion: .directory)
    var output: String?

    @Option(help: "Only the letter to this code; may be repeated.")
    var only: [String] = []

    @Option(help: "odt, fodt, html, txt, pdf or mail; several with commas.", transform: RenderCommand.formats)
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
        if let number = arguments.mailing { return try writeMailing(number) }
        if let workers, format.contains(.pdf), let shortage = OpenFiles.shortage(workers: workers) {
            Console.note("error: \(shortage); or fewer --workers")
            throw ExitCode.outputFailed
        }
        var loaded = try arguments.load()
        guard let compiled = loaded.compiled, !loaded.diagnostics.hasErrors else {
            Console.show(loaded.checked().diagnostics)
            throw ExitCode.refused
        }
        let codes = only.isEmpty ? nil : try Set(only.recipientCodes.map { try compiled.recipient($0).code })
        // A selection does not take the place of the whole.
        let standard = compiled.letter.name + (only.isEmpty ? "" : "-only")
        let directory = try output ?? "\(arguments.workspace.find().path)/out/\(standard)"
        Interruption.listen()
        let bar = Mutex(ProgressBar())
        let rendering = Rendering(
            compiled, as: format, in: directory, force: force, to: codes, workers: workers)
        do throws(LetterFailure) {
            let letters = try await rendering.make { done, total in
                bar.withLock { $0.advance(to: done, of: total) }
                return !Interruption.isRequested
            }
            loaded.diagnostics.add(letters.diagnostics)
            let count = letters.count
            try letters.commit()
            Console.show(loaded.diagnostics)
            Console.note("\(count.counted("letter")) in \(directory)")
        } catch {
            throw Console.end(error, after: loaded.diagnostics)
        }
    }

    private func writeMailing(_ number: Int) throws {
        let workspace = try arguments.workspace.find()
        let registry = try RegistryArguments(workspace: arguments.workspace).open().registry
        let mailing = try refusing { () throws(RegistryError) in try registry.mailing(number) }
        let codes = Set(only.recipientCodes.map { $0.uppercased() })
        let standard = "\(workspace.path)/out/mailing-\(number)\(codes.isEmpty ? "" : "-only")"
        let directory = output ?? standard
        do throws(LetterFailure) {
            var folder = try LetterFolder(at: directory, protecting: workspace.protected(registry), force: force)
            var written: Set<String> = []
            try Self.write(registry, number, format, codes, &folder, &written)
            let missing = codes.subtracting(written).sorted()
            if !missing.isEmpty {
                throw .refused("mailing \(number) has nothing of \(missing.joined(separator: ", ")) in this format")
            }
            let count = folder.count
            if count == 0 {
                throw .refused("nothing of mailing \(number) was frozen in this format: --format odt, pdf or mail")
            }
            try folder.commit(mailing.letter)
            Console.note("\(count.counted("document")) in \(directory)")
        } catch {
            throw Console.end(error)
        }
    }

    private static func write(
        _ registry: Registry, _ number: Int, _ formats: [Format], _ codes: Set<String>, _ folder: inout LetterFolder,
        _ written: inout Set<String>
    ) throws(LetterFailure) {
        do throws(RegistryError) {
            try registry.forEachDocument(of: number, formats, only: codes.isEmpty ? nil : codes) {
                try folder.add($3, to: $0, $1, as: $2)
                written.insert($0.uppercased())
            }
        } catch {
            throw LetterFailure(error)
        }
    }
}
