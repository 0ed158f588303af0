import Foundation
package import Templating

/// The folder that people edit and keep in git: the one that holds `oproep.yaml`.
package struct WorkspaceDirectory: Sendable {
    /// Absolute.
    package let path: String
    private var record: FileRecord?

    /// The workspace in this very folder.
    package init(at path: String) throws(Diagnostics) {
        self.path = Self.absolute(path)
        guard FileManager.default.fileExists(atPath: file(Settings.fileName).path) else {
            throw Diagnostics(.noWorkspace(path), at: Place(file: path))
        }
    }

    /// The workspace that a folder lies in: the nearest parent with `oproep.yaml`, itself included.
    package static func find(from path: String) -> WorkspaceDirectory? {
        var url = URL(fileURLWithPath: absolute(path))
        while true {
            if let found = try? WorkspaceDirectory(at: url.path) { return found }
            if url.path == "/" { return nil }
            url = url.deletingLastPathComponent()
        }
    }

    private static func absolute(_ path: String) -> String {
        let path = URL(fileURLWithPath: path).standardizedFileURL.path
        return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    /// A file by its path from the workspace.
    func file(_ name: String) -> DiskFile {
        DiskFile(path: "\(path)/\(name)", name: name, record: record)
    }

    /// The same, with everything that is read from it put on record.
    func recording(_ record: FileRecord) -> WorkspaceDirectory {
        var copy = self
        copy.record = record
        return copy
    }

    /// A file by a path that people wrote, which may not lead out of the workspace.
    func file(inside name: String) throws(FileError) -> DiskFile {
        let file = file(name)
        let real = URL(fileURLWithPath: file.path).resolvingSymlinksInPath().path
        let root = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard !name.hasPrefix("/"), !name.split(separator: "/").contains(".."), real.hasPrefix(root + "/") else {
            throw FileError(.outsideWorkspace(name))
        }
        return file
    }

    func isFolder(_ name: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file(name).path)
        return attributes?[.type] as? FileAttributeType == .typeDirectory
    }

    /// The folders in `letters/` with a `letter.yaml`, in order.
    package var letterNames: [String] {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/letters")) ?? []
        return folders.filter { !$0.hasPrefix(".") && file("letters/\($0)/\(LetterDefinition.fileName)").exists }
            .sorted()
    }

    /// The lists in `recipients/`, without their extension.
    package var listNames: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/recipients")) ?? []
        return files.filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(4)) }.sorted()
    }

    /// The file in `recipients/` that a program for spreadsheets saved by the name of a list, if there is one.
    func spreadsheet(ofList name: String) -> String? {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/recipients")) ?? []
        return files.sorted().first { FileKind(ofName: $0) == .spreadsheet && $0.hasPrefix("\(name).") }
    }

    /// The folders that letters are made from, and the state of the workspace: nothing else is ever put there.
    package var sources: [String] { Self.sources(in: path) }

    static func sources(in workspace: String) -> [String] {
        ["letters", "recipients", ".oproep", ".git"].map { "\(workspace)/\($0)" }
    }

    /// Of all lists: who took the place of whom (herindeling). A list that cannot be read tells nothing.
    package var successors: [(code: String, successor: String)] {
        listNames.flatMap { name -> [(code: String, successor: String)] in
            var diagnostics = Diagnostics()
            let list = RecipientList.read(
                file("recipients/\(name).csv"), standardChannel: .manual, diagnostics: &diagnostics)
            guard let list, let column = list.table.column(RecipientColumn.successor.rawValue) else { return [] }
            return list.recipients.compactMap { recipient in
                guard case .text(let successor) = list.value(column, of: recipient) else { return nil }
                return (recipient.code.description, String(successor.trimmed))
            }
        }
    }

    /// What `oproep.yaml` says, apart from any letter.
    package func settings() -> (settings: Settings?, diagnostics: Diagnostics) {
        var diagnostics = Diagnostics()
        let settings = Settings.read(self, diagnostics: &diagnostics)
        return (settings, diagnostics.inReadingOrder)
    }
}
