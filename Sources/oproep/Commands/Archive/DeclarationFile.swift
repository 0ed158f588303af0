import ArgumentParser
import Disk
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
        guard isOurs || Directory.isFree(self.path) else {
            Console.note("error: '\(self.path)' is there already, and is no declaration: name a new file")
            throw ExitCode.refused
        }
        if path == nil {
            try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        // Who may write somewhere, and whether there is room, nobody knows before it is tried.
        do {
            _ = try sealed([UInt8](repeating: 0, count: 10_000))
        } catch {
            throw cannotWrite()
        }
    }

    func write(_ page: String) throws {
        do {
            try sealed(Array(page.utf8)).place(replacing: true)
        } catch {
            throw cannotWrite()
        }
    }

    private func sealed(_ bytes: [UInt8]) throws(DiskError) -> SealedFile {
        let file = try SealedFile(at: path)
        try file.write(bytes)
        return file
    }

    private func cannotWrite() -> ExitCode {
        Console.note("error: '\(path)' cannot be written: is its folder there, who may write in it, and is there room?")
        return .outputFailed
    }
}
