package import Foundation
import Testing

/// One of the mail servers in `Servers`, which runs until this is gone.
package final class Server {
    package struct Envelope: Decodable {
        package let from: String
        package let to: [String]
        package let tls: Bool
        package let user: String?
    }

    /// Where `.ci/postfix` unpacks Postfix.
    package static let postfix = Repository.path(".build/postfix")
    package static let hasPostfix = FileManager.default.fileExists(atPath: "\(postfix)/unpacked")

    private let folder: TestFolder
    package let port: Int
    private let process = Process()
    private let input = Pipe()

    package init(_ script: String, _ arguments: [String] = []) throws {
        folder = try TestFolder()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [Self.script(script), folder.path] + arguments
        process.standardInput = input
        process.standardError = FileHandle.standardError
        try process.run()
        var found: Int?
        while found == nil, process.isRunning {
            found = Int(folder["port"].trimmingCharacters(in: .whitespacesAndNewlines))
            if found == nil { usleep(10_000) }
        }
        port = try #require(found, "\(script) \(arguments) did not start")
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// What is in `Servers`.
    package static func script(_ name: String) -> String { Repository.path("Tests/Support/Servers/\(name)") }

    /// Where it keeps what it took, and its log.
    package var directory: URL { folder.root }

    package var url: String { "smtp://localhost:\(port)" }

    package func text(_ name: String) -> String { folder[name] }

    /// What `faulty-smtp.py` took, in its order.
    package var received: [(envelope: Envelope, bytes: [UInt8])] {
        get throws {
            let folder = directory.appending(path: "received")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            return try names.filter { $0.hasSuffix(".eml") }.map { name in
                let envelope = folder.appending(path: name.replacing(".eml", with: ".json"))
                return (
                    try JSONDecoder().decode(Envelope.self, from: Data(contentsOf: envelope)),
                    try Array(Data(contentsOf: folder.appending(path: name)))
                )
            }
        }
    }

    /// Puts somebody else's message in the archive of `archiving-smtp.py`, as if it came so many seconds later.
    package func addOther(after seconds: Double) throws {
        let folder = directory.appending(path: "archive/cur")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let name = "\(Int(Date.now.timeIntervalSince1970 + seconds)).other.host"
        try Data("Message-ID: <\(seconds)@elders.example>\n\nx".utf8).write(to: folder.appending(path: name))
    }

    /// How large the list of what `archiving-smtp.py` took is: a line for each.
    package var acceptedSize: Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: directory.appending(path: "accepted").path)
        return attributes?[.size] as? Int ?? 0
    }

    /// Of one, at least: `<UUID@provincie.example> ok-1@gemeente.example`.
    package static let acceptedLine = 78

    /// Of what `archiving-smtp.py` took: Message-ID and recipient.
    package var accepted: [(id: String, to: String)] {
        text("accepted").split(separator: "\n").map { line in
            let parts = line.split(separator: " ")
            return (String(parts[0]), String(parts[1]))
        }
    }
}
