import Foundation
import Testing

@testable import Delivery

/// One of the mail servers in `Servers`, which runs until this is gone.
final class Server {
    struct Envelope: Decodable {
        let from: String
        let to: [String]
        let tls: Bool
        let user: String?
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Servers")

    /// Where `.ci/postfix` unpacks Postfix.
    static let postfix = folder.appending(path: "../../../.build/postfix").standardizedFileURL.path
    static let hasPostfix = FileManager.default.fileExists(atPath: "\(postfix)/unpacked")

    let directory: URL
    let port: Int
    private let process = Process()
    private let input = Pipe()

    init(_ script: String, _ arguments: [String] = []) throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "oproep-server-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [Self.folder.appending(path: script).path, directory.path] + arguments
        process.standardInput = input
        process.standardError = FileHandle.standardError
        try process.run()
        let file = directory.appending(path: "port")
        var found: Int?
        while found == nil, process.isRunning {
            found = (try? String(contentsOf: file, encoding: .utf8)).flatMap {
                Int($0.trimmingCharacters(in: .whitespacesAndNewlines))
            }
            if found == nil { usleep(10_000) }
        }
        port = try #require(found, "\(script) \(arguments) did not start")
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: directory)
    }

    var url: String { "smtp://localhost:\(port)" }

    /// As this program sees it.
    func server(login: SMTPServer.Login? = nil) throws -> SMTPServer { try SMTPServer(url: url, login: login) }

    func text(_ name: String) -> String {
        (try? String(contentsOf: directory.appending(path: name), encoding: .utf8)) ?? ""
    }

    /// What `faulty-smtp.py` took, in its order.
    var received: [(envelope: Envelope, bytes: [UInt8])] {
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
    func addOther(after seconds: Double) throws {
        let folder = directory.appending(path: "archive/cur")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let name = "\(Int(Date.now.timeIntervalSince1970 + seconds)).other.host"
        try Data("Message-ID: <\(seconds)@elders.example>\n\nx".utf8).write(to: folder.appending(path: name))
    }

    /// How large the list of what `archiving-smtp.py` took is: a line for each.
    var acceptedSize: Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: directory.appending(path: "accepted").path)
        return attributes?[.size] as? Int ?? 0
    }

    /// Of one, at least: `<UUID@provincie.example> ok-1@gemeente.example`.
    static let acceptedLine = 78

    /// Of what `archiving-smtp.py` took: Message-ID and recipient.
    var accepted: [(id: String, to: String)] {
        text("accepted").split(separator: "\n").map { line in
            let parts = line.split(separator: " ")
            return (String(parts[0]), String(parts[1]))
        }
    }
}
