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

    /// Opens it; ends the command when nothing was frozen yet. `name` is who does it.
    func open(by name: Words? = nil) throws -> OpenRegistry {
        let found = try workspace.find()
        let settings = try found.usableSettings()
        let author = try Author.now(name?.text, in: settings.timeZone)
        let registry = try refusing { () throws(RegistryError) in
            try Registry.existing(of: found, settings, by: author) { !Interruption.isRequested }
        }
        guard let registry else {
            Console.note("error: there are no mailings yet: 'oproep freeze LETTER' makes one")
            throw ExitCode.refused
        }
        for remark in registry.remarks { Console.note("note: \(remark)") }
        return OpenRegistry(registry: registry, settings: settings, author: author)
    }
}

/// The registry of a workspace, with what its settings say, and who uses it.
struct OpenRegistry {
    let registry: Registry
    let settings: Settings
    let author: Author
}

/// Who does it.
struct AuthorOption: ParsableArguments {
    @Option(
        parsing: .unconditional, help: ArgumentHelp("Who does it (default: the user of the system).", valueName: "name")
    )
    var by: Words?
}

extension Author {
    /// Ends the command when the clock is not set.
    static func now(_ name: String?, in zone: LocalZone) throws -> Author {
        let time = Date.now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        if let author = Author(name: name ?? NSUserName(), time: time, zone: zone) { return author }
        Console.note("error: the clock of this system is not set: set it, and try again")
        throw ExitCode.outputFailed
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
