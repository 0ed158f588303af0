import ArgumentParser
import Registry
import Workspace

struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup in the place of the registry.",
        discussion: """
            What the registry has that the backup has not is kept beside it. Every letter that had not left when the \
            backup was taken becomes in doubt, for it may have left since: 'oproep resolve' settles that. A mailing that \
            was destroyed since is destroyed in the backup's contents as well; of a registry that cannot be read any \
            more nobody knows what was.
            """)

    @Argument(help: "A file that 'oproep backup' wrote.", completion: .file())
    var file: String

    @OptionGroup var author: AuthorOption
    @OptionGroup var workspace: WorkspaceOption

    func run() throws {
        let workspace = try workspace.find()
        let settings = try workspace.usableSettings()
        let author = try Author.now(self.author.by?.text, in: settings.timeZone)
        let path = Registry.path(of: workspace, settings)
        Interruption.listen()
        let restored = try refusing { () throws(RegistryError) in
            try Registry.restore(file, to: path, by: author) { !Interruption.isRequested }
        }
        let backup = restored.backup
        Console.print("\(backup.mailings.counted("mailing")), \(backup.events.counted("event")), head \(backup.head)")
        if restored.inDoubt > 0 { Console.print("in doubt: \(restored.inDoubt.counted("letter"))") }
        for number in restored.destroyed { Console.print("destroyed again: mailing \(number)") }
        if let kept = restored.kept { Console.print("what was there is kept in \(kept)") }
        Console.print("next: oproep status")
    }
}
