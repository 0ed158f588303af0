import ArgumentParser
import Exporter
import Foundation
import Templating
import Workspace

struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
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
        let found =
            workspace.path.map { try? WorkspaceDirectory(at: $0) }
            ?? WorkspaceDirectory.find(
                from: FileManager.default.currentDirectoryPath)
        let diagnostics = found?.settings().diagnostics ?? Diagnostics()
        let items =
            [Item(name: "oproep", state: "ok", version: Oproep.configuration.version)]
            + Installed.all().map(Item.init) + [workspaceItem(found, diagnostics)]
        let isOK = items.allSatisfy { ["ok", "warning"].contains($0.state) }
        if json {
            let report = Report(
                ok: isOK, items: items, workspace: found.map { Report.Workspace($0, diagnostics) })
            Console.print(try JSON.text(report))
        } else {
            for item in items { Console.print(item.line) }
            Console.show(diagnostics)
        }
        if !isOK { throw ExitCode.refused }
    }

    private func workspaceItem(_ found: WorkspaceDirectory?, _ diagnostics: Diagnostics) -> Item {
        guard let found else {
            // Whoever has none yet has nothing wrong; whoever names one has.
            return Item(
                name: "workspace", state: workspace.path == nil ? "warning" : "missing", path: workspace.path,
                note: "there is no oproep.yaml" + (workspace.path == nil ? " here or in the folders above" : ""),
                remedy: "oproep init DIR")
        }
        let counts = [(found.letterNames.count, "letter"), (found.listNames.count, "list")].map { count, noun in
            "\(count) \(noun)\(count == 1 ? "" : "s")"
        }
        if diagnostics.hasErrors {
            return Item(name: "workspace", state: "wrong", path: found.path, note: "oproep.yaml has errors")
        }
        return Item(name: "workspace", state: "ok", path: found.path, note: counts.joined(separator: ", "))
    }
}

extension Doctor {
    fileprivate struct Item: Encodable {
        let name: String
        let state: String
        @NullWhenNil var version: String?
        @NullWhenNil var path: String?
        @NullWhenNil var note: String?
        @NullWhenNil var remedy: String?

        /// `ok       LibreOffice 7.4.7.2, /usr/bin/soffice`
        var line: String {
            let facts = ["\(name)\(version.map { " \($0)" } ?? "")", path, note].compactMap(\.self)
            let words = facts.joined(separator: facts.count == 2 && path == nil ? ": " : ", ")
            return "\(Columns.left(state, 8)) \(words)\(remedy.map { "\n         get it with: \($0)" } ?? "")"
        }
    }

    fileprivate struct Report: Encodable {
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
        @NullWhenNil var workspace: Workspace?
    }
}

extension Doctor.Item {
    fileprivate init(_ installed: Installed) {
        self.init(
            name: installed.name, state: installed.state.rawValue, version: installed.version, path: installed.path,
            note: installed.note, remedy: installed.remedy)
    }
}
