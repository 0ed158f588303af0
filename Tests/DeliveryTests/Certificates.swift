import Foundation
import Support
import Testing

/// Certificates of every kind, made once: right, of another name, of yesterday, and by nobody we know.
enum Certificates {
    static let folder = Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "oproep-certificates-\(getpid())")
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        try Program("sh", Server.script("certificates.sh"), folder.path).output()
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
