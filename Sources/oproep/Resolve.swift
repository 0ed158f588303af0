import ArgumentParser
import Registry
import Templating

struct Resolve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Settle what is in doubt, by your word.",
        discussion: """
            In doubt is what may have left without the registry knowing, such as after a backup was put to use. Nothing \
            is sent again by guess: find out, and say what you found, and how.
            """)

    enum Finding: String, ExpressibleByArgument, CaseIterable {
        case sent
        case notSent = "not-sent"
    }

    @Argument(help: "The number of the mailing.")
    var mailing: Int

    @Argument(help: "The recipients' codes.")
    var codes: [String]

    @Option(name: .customLong("as"), help: "What you found: sent or not-sent.")
    var finding: Finding

    @Option(help: ArgumentHelp("When it left, as YYYY-MM-DD.", valueName: "date"))
    var on: CalendarDate?

    @Option(help: "How you know.")
    var because: String

    @OptionGroup var author: AuthorOption
    @OptionGroup var arguments: RegistryArguments

    func validate() throws {
        if codes.isEmpty { throw ValidationError("Name the recipients.") }
        if on != nil, finding == .notSent { throw ValidationError("--on goes with --as sent.") }
    }

    func run() throws {
        let author = try author.author()
        let (registry, _) = try arguments.open(by: author)
        let count = try refusing { () throws(RegistryError) in
            try registry.resolve(
                mailing, codes, asSent: finding == .sent, on: on, because: because, by: author)
        }
        Console.note("\(count.counted("letter")): \(finding.rawValue)")
    }
}
