import ArgumentParser
import Registry

struct ApproveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Release a frozen mailing (accorderen).",
        discussion: """
            Proves that every byte is what was frozen, and records who released it, and under which mandate. With \
            'approval: two-person' in oproep.yaml that is not the one who froze it. To approve twice changes nothing.
            """)

    @Argument(help: "The number of the mailing.")
    var mailing: Int

    @Option(parsing: .unconditional, help: ArgumentHelp("Under which mandate.", valueName: "text"))
    var mandate: Words?

    @OptionGroup var author: AuthorOption
    @OptionGroup var arguments: RegistryArguments

    func run() throws {
        let opened = try arguments.open(by: self.author.by)
        let (registry, author) = (opened.registry, opened.author)
        Interruption.listen()
        let isNew = try refusing { () throws(RegistryError) in
            try registry.approve(mailing, mandate: mandate?.text, by: author)
        }
        guard isNew else { return Console.note("mailing \(mailing) was approved before; nothing was changed") }
        Console.print("mailing \(mailing) is approved by \(author.name)")
        Console.print(
            "next: oproep send \(mailing) --dry-run; or, what you send yourself: oproep record \(mailing) sent --all --on \(author.today)"
        )
    }
}
