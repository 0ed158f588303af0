import ArgumentParser
import Foundation
import Registry
import Workspace

/// Where a declaration of destruction comes to stand: there as a whole, or not at all.
struct DeclarationFile {
    let path: String

    /// Ends the command when what is there is somebody else's, or nothing can be written there.
    init(at path: String?, of mailing: Int, in workspace: WorkspaceDirectory, protecting registry: Registry) throws {
        let folder = "\(workspace.path)/out"
        self.path = path ?? "\(folder)/mailing-\(mailing)-vernietiging.html"
        try workspace.requireOutside(self.path, registry)
        let isOurs =
            (try? String(contentsOfFile: self.path, encoding: .utf8))?.contains(Destroyed.declarationMark) ?? false
        guard isOurs || (try? FileManager.default.attributesOfItem(atPath: self.path)) == nil else {
            Console.note("error: '\(self.path)' is there already, and is no declaration: name a new file")
            throw ExitCode.refused
        }
        if path == nil {
            try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        // Who may write somewhere, and whether there is room, nobody knows before it is tried.
        guard (try? Data(repeating: 0, count: 10_000).write(to: temporary)) != nil else { throw cannotWrite() }
        try? FileManager.default.removeItem(at: temporary)
    }

    private var folder: URL { URL(filePath: path).deletingLastPathComponent() }
    private var temporary: URL { URL(filePath: "\(path).part") }

    func write(_ page: String) throws {
        do {
            try Data(page.utf8).write(to: temporary)
            try FileHandle(forReadingFrom: temporary).synchronize()
            guard unsafe rename(temporary.path, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
            try FileHandle(forReadingFrom: folder).synchronize()
        } catch {
            try? FileManager.default.removeItem(at: temporary)
            throw cannotWrite()
        }
    }

    private func cannotWrite() -> ExitCode {
        Console.note("error: '\(path)' cannot be written: is its folder there, who may write in it, and is there room?")
        return .outputFailed
    }
}
