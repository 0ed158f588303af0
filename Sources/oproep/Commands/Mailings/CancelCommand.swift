import ArgumentParser
import Registry

struct CancelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "See to it that what has not left will not leave.",
        discussion: "The mailing as a whole, or its letters to some recipients.")

    @Argument(help: "The number of the mailing.")
    var mailing: Int

    @Argument(help: "The recipients' codes; none for all.")
    var codes: [String] = []

    @Option(parsing: .unconditional, help: ArgumentHelp("Why.", valueName: "text"))
    var because: Words

    @OptionGroup var author: AuthorOption
    @OptionGroup var arguments: RegistryArguments

    func run() throws {
        let opened = try arguments.open(by: self.author.by)
        let (registry, author) = (opened.registry, opened.author)
        let (count, printed) = try refusing { () throws(RegistryError) in
            try registry.cancel(mailing, codes.recipientCodes, because: because.text, by: author)
        }
        Console.note(
            count == 0
                ? "nothing was left to cancel" : "\(count.counted("letter")) of mailing \(mailing) will not leave")
        for (label, batch) in printed {
            Console.note("take it out of batch \(batch), which is with the printer: \(label)")
        }
    }
}
