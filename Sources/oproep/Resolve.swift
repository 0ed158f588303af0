import ArgumentParser
import Registry
import Templating

struct Resolve: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Settle what is in doubt, by your word.",
        discussion: """
            In doubt is what may have left without the registry knowing, such as after a backup was put to use. Nothing \
            is sent again by guess: find out, and say what you found, when it left, and how you know. A mistake is taken \
            back by 'record N retracted'.
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

    @Option(parsing: .unconditional, help: ArgumentHelp("How you know.", valueName: "text"))
    var because: Words

    @OptionGroup var author: AuthorOption
    @OptionGroup var arguments: RegistryArguments

    func validate() throws {
        if codes.isEmpty { throw ValidationError("Name the recipients.") }
        if (on != nil) != (finding == .sent) { throw ValidationError("--on goes with --as sent: say when it left.") }
    }

    func run() throws {
        let author = try author.author()
        let (registry, _) = try arguments.open(by: author)
        let count = try refusing { () throws(RegistryError) in
            try registry.resolve(
                mailing, codes, asSent: finding == .sent, on: on, because: because.text, by: author)
        }
        Console.note("\(count.counted("letter")): \(finding.rawValue)")
    }
}
