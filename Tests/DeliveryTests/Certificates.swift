import Foundation
import Testing

/// Certificates of every kind, made once: right, of another name, of yesterday, and by nobody we know.
enum Certificates {
    static let folder = Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "oproep-certificates-\(getpid())")
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Servers/certificates.sh")
        let process = try Process.run(URL(filePath: "/bin/sh"), arguments: [script.path, folder.path])
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return folder
    }

    static var authority: String { get throws { try folder.get().appending(path: "ca.pem").path } }

    /// For one of the servers.
    static func arguments(_ name: String) throws -> [String] {
        let folder = try folder.get()
        return [
            "--cert", folder.appending(path: "\(name).pem").path, "--key", folder.appending(path: "\(name).key").path,
        ]
    }
}
