import Archive
import ArgumentParser
import Registry
import Synchronization
import Templating
import Workspace

struct ArchiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: "Write a finished mailing as a bag for the archive.",
        discussion: """
            The bag (BagIt 1.0) holds a delivery with MDTO 1.0.1 metadata: the dossier, a record for each letter with its \
            documents and the provenance of its figures, for each e-mail as it was sent and for each answer, what the \
            letters were made from, what was approved, and the events. 'oproep verify' proves it, anywhere.

            It is there as a whole or not at all. The same registry gives the same bag, byte for byte. What oproep.yaml \
            does not say under 'archive' is said aloud.

            --due lists the archived mailings whose term is over, which 'oproep destroy' may then destroy.

            --json prints {"mailing", "bag", "letters", "files", "bytes", "sha256", "head", "until", "notes"}; with --due \
            {"due": [{"mailing", "letter", "subject", "frozen_on", "archived_on", "until", "outdated"}]}, where what is \
            outdated must be archived again first.
            """)

    @Argument(help: "The number of the mailing.")
    var mailing: Int?

    @Option(
        name: .shortAndLong, help: "The directory to write, or with --zip the file (default: out/mailing-N-bag).",
        completion: .directory)
    var output: String?

    @Flag(help: "Write the bag as one ZIP.")
    var zip = false

    @Flag(help: "Add a copy of each letter without persons' names and addresses, with DiWoo metadata, for the Woo.")
    var diwoo = false

    @Flag(help: "List the mailings whose term is over.")
    var due = false

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var author: AuthorOption
    @OptionGroup var arguments: RegistryArguments

    func validate() throws {
        if due == (mailing != nil) { throw ValidationError("Name a mailing, or ask for --due.") }
        if due, zip || diwoo || output != nil { throw ValidationError("--due writes nothing.") }
    }

    func run() throws {
        let opened = try arguments.open(by: self.author.by)
        let (registry, settings, author) = (opened.registry, opened.settings, opened.author)
        guard let mailing else { return try listDue(registry, ArchiveFacts.of(settings), author) }
        let workspace = try arguments.workspace.find()
        let facts = try ArchiveFacts.of(settings)
        let path = output ?? "\(workspace.path)/out/mailing-\(mailing)-bag\(zip ? ".zip" : "")"
        Interruption.listen()
        let bar = Mutex(ProgressBar())
        let archiving = Archiving(registry, facts, by: author, software: "oproep \(Oproep.configuration.version)")
        let made = try refusing { () throws(RegistryError) in
            try archiving.write(
                mailing, to: path, as: zip ? .zip : .folder, forPublication: diwoo,
                protecting: workspace.protected(registry)
            ) { done, total in
                bar.withLock { $0.advance(to: done, of: total) }
                return !Interruption.isRequested
            }
        }
        for note in facts.notes { Console.note("oproep.yaml, archive: \(note)") }
        if !made.left.isEmpty {
            Console.note(
                "warning: the letter says \(made.left.joined(separator: ", ")) in its own words, in copies for publication too"
            )
        }
        if json { return Console.print(try JSON.text(Report(mailing, path, made, facts.notes))) }
        Console.print("\(made.letters.counted("letter")), \(made.files.counted("file")) in \(path)")
        Console.print("sha256 \(made.sha256)")
        Console.print("head \(made.head)")
    }

    private func listDue(_ registry: Registry, _ facts: ArchiveFacts, _ author: Author) throws {
        let due = try refusing { () throws(RegistryError) in try registry.due(on: author.today) }
        if json { return Console.print(try JSON.text(DueReport(due) { isOutdated($0, facts) })) }
        let rows = due.map { item in
            [
                "\(item.mailing.number)", item.mailing.letter, item.frozenOn?.description ?? "",
                item.archivedOn?.description ?? "", item.until.description,
                isOutdated(item, facts) ? "archive it again first" : "",
            ]
        }
        let header = ["mailing", "letter", "frozen", "archived", "until", ""]
        if !rows.isEmpty { Console.print(Columns.table([header] + rows)) }
        Console.note(
            rows.isEmpty ? "no term is over" : "\(rows.count.counted("mailing")) to be destroyed: oproep destroy N")
    }

    /// What is known of it is not all in its bag, or its term is another by now.
    private func isOutdated(_ item: DueMailing, _ facts: ArchiveFacts) -> Bool {
        item.isOutdated || !facts.still(item.until, frozenOn: item.frozenOn)
    }

    private struct DueReport: Encodable {
        struct Item: Encodable {
            let mailing: Int
            let letter: String
            let subject: String
            @NullWhenNil var frozenOn: String?
            @NullWhenNil var archivedOn: String?
            let until: String
            let outdated: Bool

            enum CodingKeys: String, CodingKey {
                case mailing, letter, subject
                case frozenOn = "frozen_on"
                case archivedOn = "archived_on"
                case until, outdated
            }
        }

        let due: [Item]

        init(_ due: [DueMailing], isOutdated: (DueMailing) -> Bool) {
            self.due = due.map { item in
                Item(
                    mailing: item.mailing.number, letter: item.mailing.letter, subject: item.mailing.subject,
                    frozenOn: item.frozenOn?.description, archivedOn: item.archivedOn?.description,
                    until: item.until.description, outdated: isOutdated(item))
            }
        }
    }

    private struct Report: Encodable {
        let mailing: Int
        let bag: String
        let letters: Int
        let files: Int
        let bytes: Int
        let sha256: String
        let head: String
        @NullWhenNil var until: String?
        let notes: [String]

        init(_ mailing: Int, _ bag: String, _ made: Archiving.Made, _ notes: [String]) {
            self.mailing = mailing
            self.bag = bag
            letters = made.letters
            files = made.files
            bytes = made.bytes
            sha256 = made.sha256
            head = made.head
            until = made.until?.description
            self.notes = notes
        }
    }
}

extension ArchiveFacts {
    /// Ends the command when they are not to be had.
    static func of(_ settings: Settings) throws -> ArchiveFacts {
        do throws(Missing) {
            return try ArchiveFacts(settings)
        } catch {
            Console.note("error: oproep.yaml names nobody who made the records: archive: { archiefvormer: … }")
            throw ExitCode.refused
        }
    }
}
