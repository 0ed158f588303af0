import ArgumentParser
import Registry

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Write a consistent copy of the registry, also while it is in use.",
        discussion:
            "Note the head that is printed: 'oproep audit --head' proves later that nothing before it was changed.")

    @Argument(help: "The file to write; it must not be there yet.", completion: .file())
    var file: String

    @OptionGroup var author: AuthorOption
    @OptionGroup var arguments: RegistryArguments

    func run() throws {
        let opened = try arguments.open(by: self.author.by)
        let (registry, author) = (opened.registry, opened.author)
        try arguments.workspace.find().requireOutside(file, registry)
        Interruption.listen()
        let backup = try refusing { () throws(RegistryError) in
            try registry.backUp(to: file, by: author)
        }
        Console.print("\(backup.mailings.counted("mailing")), \(backup.events.counted("event")) in \(file)")
        Console.print("head \(backup.head)")
    }
}
