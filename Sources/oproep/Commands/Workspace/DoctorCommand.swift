import ArgumentParser
import Delivery
import Exporter
import Foundation
import Printing
import Registry
import Templating
import Workspace

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Tell what is installed, what is missing, and how to get it.",
        discussion: """
            Looks at the program and its libraries, LibreOffice, the font of the house style, and the workspace that \
            you are in. Each is ok, missing, wrong, or comes with a warning; commands to install are those of Debian \
            and Ubuntu. Ends with 1 when something is missing or wrong.

            --json prints {"ok", "items": [{"name", "state", "version", "path", "note", "remedy"}], "workspace": \
            {"path", "letters", "lists", "diagnostics"}}. "state" is ok, warning, missing or wrong; "version", "path", \
            "note", "remedy" and "workspace" may be null; "diagnostics" are as those of 'check --json'.
            """)

    @OptionGroup var workspace: WorkspaceOption

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let found = findWorkspace()
        let diagnostics = found?.settings().diagnostics ?? Diagnostics()
        let program = Item("oproep", "ok", version: Oproep.configuration.version)
        let database = Item("SQLite", "ok", version: Registry.databaseVersion)
        let mail = [
            Item("GMime", "ok", version: Mail.libraryVersion),
            Item("libcurl", "ok", version: SMTPServer.libraryVersion),
        ]
        let items = [program, database] + mail + Installed.all.map(Item.init) + [item(found, diagnostics)]
        let isOK = items.allSatisfy { ["ok", "warning"].contains($0.state) }
        if json {
            let described = NullWhenNil(wrappedValue: found.map { Report.Workspace($0, diagnostics) })
            Console.print(try JSON.text(Report(ok: isOK, items: items, workspace: described)))
        } else {
            for item in items { Console.print(item.lines) }
            Console.show(diagnostics)
        }
        if !isOK { throw ExitCode.refused }
    }

    private func findWorkspace() -> WorkspaceDirectory? {
        guard let path = workspace.path else {
            return WorkspaceDirectory.find(from: FileManager.default.currentDirectoryPath)
        }
        return try? WorkspaceDirectory(at: path)
    }

    private func item(_ found: WorkspaceDirectory?, _ diagnostics: Diagnostics) -> Item {
        guard let found else {
            let remedy = "oproep init DIR"
            // Who has none yet has nothing wrong; who names one has.
            return if let path = workspace.path {
                Item("workspace", "missing", path: path, note: "no oproep.yaml in it", remedy: remedy)
            } else {
                Item("workspace", "warning", note: "no oproep.yaml here or in the folders above", remedy: remedy)
            }
        }
        if diagnostics.hasErrors {
            return Item("workspace", "wrong", path: found.path, note: "oproep.yaml has errors")
        }
        let counts = [(found.letterNames.count, "letter"), (found.listNames.count, "list")].map { count, noun in
            "\(count) \(noun)\(count == 1 ? "" : "s")"
        }
        return Item("workspace", "ok", path: found.path, note: counts.joined(separator: ", "))
    }
}

extension DoctorCommand {
    private struct Item: Encodable {
        let name: String
        let state: String
        @NullWhenNil var version: String?
        @NullWhenNil var path: String?
        @NullWhenNil var note: String?
        @NullWhenNil var remedy: String?

        init(
            _ name: String, _ state: String, version: String? = nil, path: String? = nil, note: String? = nil,
            remedy: String? = nil
        ) {
            self.name = name
            self.state = state
            self.version = version
            self.path = path
            self.note = note
            self.remedy = remedy
        }

        init(_ installed: Installed) {
            self.init(
                installed.name, installed.state.rawValue, version: installed.version, path: installed.path,
                note: installed.note, remedy: installed.remedy)
        }

        /// `ok       LibreOffice 7.4.7.2 (/usr/bin/soffice)`, and under it what to do.
        var lines: String {
            var line = "\(Columns.left(state, 8)) \(name)"
            if let version { line += " \(version)" }
            if let path { line += " (\(path))" }
            if let note { line += ": \(note)" }
            if let remedy { line += "\n         try: \(remedy)" }
            return line
        }
    }

    private struct Report: Encodable {
        struct Workspace: Encodable {
            let path: String
            let letters: [String]
            let lists: [String]
            let diagnostics: [JSON.Diagnostic]

            init(_ found: WorkspaceDirectory, _ diagnostics: Diagnostics) {
                path = found.path
                letters = found.letterNames
                lists = found.listNames
                self.diagnostics = diagnostics.all.map(JSON.Diagnostic.init)
            }
        }

        let ok: Bool
        let items: [Item]
        let workspace: NullWhenNil<Workspace>
    }
}
