import Archive
import ArgumentParser
import Foundation
import Registry
import Templating
import Workspace

struct DestroyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "destroy",
        abstract: "Destroy the content of an archived mailing whose term is over (vernietigen).",
        discussion: """
            Without --confirm it only tells what would be destroyed, and what stays, and ends with 1. With it the letters, \
            what they were made from, the messages, and what came in are overwritten in the registry, for ever. What stays \
            is that the mailing was there: names, codes and e-mail addresses of recipients, the subject, and all events, \
            with their days, hashes, and notes as they were typed. Documents that another mailing has as well stay.

            Refused unless the mailing is done or cancelled, all of it is in a bag (oproep archive), and the last day on \
            which it was to be kept is over. --bag names that bag, a directory or a ZIP: it is proved now, as 'oproep \
            verify' does, and must be the one that was made last. The bag, backups, and files that were written elsewhere \
            you destroy yourself.

            The declaration of destruction (verklaring van vernietiging) is written as HTML. Of a mailing that was \
            destroyed before, 'oproep destroy N' writes the same once more.

            --json prints {"mailing", "destroyed_on", "authorised_by", "documents", "bytes", "sha256", "declaration"}; \
            "destroyed_on" and "declaration" are null when nothing was destroyed.
            """)

    @Argument(help: "The number of the mailing.")
    var mailing: Int

    @Option(
        help: ArgumentHelp("The bag that was made of it last: a directory, or a ZIP.", valueName: "place"),
        completion: .file())
    var bag: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Who decided it, and where that stands.", valueName: "text"))
    var authorisedBy: Words?

    @Flag(help: "Destroy it.")
    var confirm = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The file of the declaration (default: out/mailing-N-vernietiging.html).", valueName: "file"),
        completion: .file())
    var output: String?

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var author: AuthorOption
    @OptionGroup var arguments: RegistryArguments

    func validate() throws {
        if confirm, authorisedBy == nil { throw ValidationError("Say who decided it: --authorised-by TEXT.") }
        if bag?.isEmpty == true { throw ValidationError("Name the bag: --bag PLACE.") }
    }

    func run() throws {
        let opened = try arguments.open(by: self.author.by)
        let (registry, settings, author) = (opened.registry, opened.settings, opened.author)
        if let destroyed = try refusing({ () throws(RegistryError) in try registry.destroyed(mailing, in: author.zone) }
        ) {
            let file = try file(protecting: registry)
            // The program may have been killed before it came to this.
            try refusing { () throws(RegistryError) in try registry.overwrite(destroyed) }
            Console.note("mailing \(mailing) was destroyed before; nothing else was changed")
            return try report(destroyed, file, registry)
        }
        let what = try refusing { () throws(RegistryError) in try registry.destruction(of: mailing, by: author) }
        guard try ArchiveFacts.of(settings).still(what.until, frozenOn: what.frozenOn) else {
            Console.note(
                "error: mailing \(mailing) was archived to be kept until \(what.until), and oproep.yaml says otherwise now: "
                    + "archive it again first: oproep archive \(mailing) -o DIR")
            throw ExitCode.refused
        }
        let proved = try bag.map { try prove($0, of: what) }
        guard confirm, let authorisedBy else { return try propose(what) }
        // Not before this: of a mailing that was destroyed only the declaration is written anew.
        guard let proved else {
            Console.note(
                "error: name the bag that mailing \(mailing) was archived in, which is proved before anything goes: --bag PLACE"
            )
            throw ExitCode.refused
        }
        let file = try file(protecting: registry)
        let destroyed = try refusing { () throws(RegistryError) in
            try registry.destroy(
                mailing, proved: proved, authorisedBy: authorisedBy.text, ground: settings.archive?.selectielijst,
                by: author)
        }
        try report(destroyed, file, registry)
    }

    /// Looked at before anything is destroyed.
    private func file(protecting registry: Registry) throws -> DeclarationFile {
        try DeclarationFile(at: output, of: mailing, in: arguments.workspace.find(), protecting: registry)
    }

    /// The delivery in the bag, which is whole, and the last that was made.
    private func prove(_ place: String, of what: Destruction) throws -> String {
        Interruption.listen()
        let verification = try VerifyCommand.verification(of: place)
        let proofs = verification.proofs
        guard proofs.holds, let sha256 = verification.sha256 else {
            let report = ProofReport(proofs, head: verification.head)
            report.noteFalse()
            Console.note("error: '\(place)' is not a bag that is whole: nothing is destroyed")
            throw ExitCode.refused
        }
        try refusing { () throws(RegistryError) in try what.require(sha256) }
        return sha256
    }

    private func propose(_ what: Destruction) throws {
        if json {
            Console.print(try JSON.text(Report(what, authorisedBy: authorisedBy?.text)))
        } else {
            Console.print("mailing \(mailing): \(what.mailing.letter), \(what.mailing.state.rawValue)")
            Console.print("\(what.mailing.subject), \(what.mailing.date)")
            Console.print("to be kept until \(what.until), which is over")
            Console.print(
                "would be destroyed: \(what.documents.counted("document")) (\(what.bytes) bytes) of "
                    + what.recipients.counted("recipient"))
            if what.shared > 0 { Console.print("would stay, as other mailings have it: \(Self.told(what.shared))") }
            Console.print(FittedText.lines("would stay: \(Self.kept)"))
        }
        Console.note(
            "next: oproep destroy \(mailing) --bag \(bag.map(Shell.quoted) ?? "…") --authorised-by … --confirm, which cannot be undone"
        )
        throw ExitCode.refused
    }

    private func report(_ destroyed: Destroyed, _ file: DeclarationFile, _ registry: Registry) throws {
        do {
            try file.write(destroyed.declaration)
        } catch {
            Console.note(
                "mailing \(mailing) is destroyed, and only its declaration is not written: 'oproep destroy \(mailing)' does that"
            )
            throw error
        }
        let what = destroyed.what
        if json {
            Console.print(try JSON.text(Report(destroyed, declaration: file.path)))
        } else {
            Console.print(
                "mailing \(mailing) was destroyed on \(destroyed.day?.description ?? destroyed.time) by "
                    + "\(destroyed.actor): \(what.documents.counted("document")) (\(what.bytes) bytes)")
            if what.shared > 0 { Console.print("stays, as other mailings have it: \(Self.told(what.shared))") }
            Console.print(FittedText.lines("stays: \(Self.kept)"))
            Console.print("declaration in \(file.path)")
            Console.print("head \(destroyed.head)")
        }
        for copy in registry.keptCopies() { Console.note("what was destroyed may still be in \(copy)") }
        Console.note("the bag, and backups, are yours to destroy")
    }

    /// What is still there of persons.
    private static let kept =
        "names, codes, references and e-mail addresses of recipients, the subject, and every event with its note and the name of its file, as they were typed"

    private static func told(_ count: Int) -> String { count.counted("document") }

    private struct Report: Encodable {
        let mailing: Int
        @NullWhenNil var destroyedOn: String?
        @NullWhenNil var authorisedBy: String?
        let documents: Int
        let bytes: Int
        let sha256: String
        @NullWhenNil var declaration: String?

        enum CodingKeys: String, CodingKey {
            case mailing
            case destroyedOn = "destroyed_on"
            case authorisedBy = "authorised_by"
            case documents, bytes, sha256, declaration
        }

        init(_ what: Destruction, authorisedBy: String?) {
            mailing = what.mailing.number
            self.authorisedBy = authorisedBy
            documents = what.documents
            bytes = what.bytes
            sha256 = what.mailing.sha256
        }

        init(_ destroyed: Destroyed, declaration: String) {
            self.init(destroyed.what, authorisedBy: destroyed.authorisedBy)
            destroyedOn = destroyed.day?.description
            self.declaration = declaration
        }
    }
}
