package import Foundation

/// This repository, as it was when the tests were built. It is itself a workspace: the sample.
package enum Repository {
    package static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        .standardizedFileURL

    package static func path(_ name: String) -> String { root.appending(path: name).standardizedFileURL.path }

    /// The only letter of the sample.
    package static let letter = "oproep-huisvesting-statushouders"

    /// Copies what is a workspace of it into a folder.
    package static func copySample(to folder: URL) throws {
        for item in ["letters", "recipients", "oproep.yaml"] {
            try FileManager.default.copyItem(at: root.appending(path: item), to: folder.appending(path: item))
        }
    }

    /// A program of the judges, as 'make judges' installs them, here or in OPROEP_JUDGES. Nil when it is not there.
    package static func judge(_ name: String) -> String? {
        let judges = ProcessInfo.processInfo.environment["OPROEP_JUDGES"] ?? path(".build/judges")
        let program = "\(judges)/bin/\(name)"
        return FileManager.default.isExecutableFile(atPath: program) ? program : nil
    }
}
