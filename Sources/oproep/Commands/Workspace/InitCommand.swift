import ArgumentParser
import Foundation
import Workspace

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a workspace: a folder to write letters in.",
        discussion: """
            Makes oproep.yaml with settings to fill in, a house style (letterhead and styles, to be opened in \
            LibreOffice) and an example of a list of recipients. It can be used at once; every key is explained where \
            it stands.

            The folder is made, or is there and empty. Nothing is ever overwritten.
            """)

    @Argument(help: "The folder; '.' for the one you are in.", completion: .directory)
    var directory: String

    func validate() throws {
        if directory.isEmpty { throw ValidationError("Name a folder.") }
    }

    func run() throws {
        do throws(CreationError) {
            let made = try NewWorkspace.make(at: directory, current: FileManager.default.currentDirectoryPath)
            Console.print("made the workspace \(made.path)")
            for file in made.files { Console.print("  \(file)") }
            let step = directory == "." ? "" : "  cd \(Shell.quoted(directory))\n"
            Console.print(
                """
                next:
                \(step)  fill in the sender in oproep.yaml
                  put your list of recipients in recipients/, in the place of voorbeeld.csv
                  oproep new LETTER, with --text and --figures when you have them
                """)
        } catch {
            throw Console.end(error)
        }
    }
}
