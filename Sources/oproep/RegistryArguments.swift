import ArgumentParser
import Foundation
import Registry
import Templating
import Workspace

/// The registry of the workspace.
struct RegistryArguments: ParsableArguments {
    @OptionGroup var workspace: WorkspaceOption

    init() {}

    init(workspace: WorkspaceOption) {
        self.workspace = workspace
    }

    /// Opens it; ends the command when nothing was frozen yet.
    func open(by author: Author) throws -> (registry: Registry, settings: Settings) {
        let found = try workspace.find()
        let settings = try found.usableSettings()
        do throws(RegistryError) {
            if let registry = try Registry.existing(of: found, settings, by: author) { return (registry, settings) }
        } catch {
            throw Console.end(error)
        }
        Console.note("error: there are no mailings yet: 'oproep freeze LETTER' makes one")
        throw ExitCode.refused
    }

    /// The same, to look only.
    func open() throws -> Registry { try open(by: .now(nil)).registry }
}

/// Who does it.
struct AuthorOption: ParsableArguments {
    @Option(
        parsing: .unconditional, help: ArgumentHelp("Who does it (default: the user of the system).", valueName: "name")
    )
    var by: Words?

    func author() throws -> Author { try .now(by?.text) }
}

extension Author {
    /// Ends the command when the clock is not set.
    static func now(_ name: String?) throws -> Author {
        guard let today = CalendarDate.today else {
            Console.note("error: the clock of this system is not set: set it, and try again")
            throw ExitCode.outputFailed
        }
        return Author(
            name: name ?? NSUserName(),
            time: Date.now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)), today: today)
    }
}

extension WorkspaceDirectory {
    /// Ends the command when oproep.yaml is wrong.
    func usableSettings() throws -> Settings {
        let (settings, diagnostics) = settings()
        guard let settings, !diagnostics.hasErrors else {
            Console.show(diagnostics)
            throw ExitCode.refused
        }
        return settings
    }
}

/// Does what may be refused, and ends the command when it is.
func refusing<Value: ~Copyable>(_ body: () throws(RegistryError) -> Value) throws -> Value {
    do throws(RegistryError) {
        return try body()
    } catch {
        throw Console.end(error)
    }
}
