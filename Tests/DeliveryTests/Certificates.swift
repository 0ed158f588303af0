import Foundation
import Support
import Testing

/// Certificates of every kind, made once: right, of another name, of yesterday, and by nobody we know.
enum Certificates {
    static let folder = Result {
        let folder = try TestFolder()
        try Program("sh", Server.script("certificates.sh"), folder.path).output()
        return folder
    }

    static var authority: String { get throws { try folder.get().path("ca.pem") } }

    /// For one of the servers.
    static func arguments(_ name: String) throws -> [String] {
        let folder = try folder.get()
        return ["--cert", folder.path("\(name).pem"), "--key", folder.path("\(name).key")]
    }
}
