import Foundation
import Support
import Testing

@testable import Delivery
@testable import Registry

extension Evidence {
    /// Of a mailbox `post` with these messages, by their paths in it.
    init(mailbox messages: [(name: String, bytes: [UInt8])], letters: Set<String>? = nil, now: Date) throws {
        let folder = try TestFolder()
        for part in ["cur", "new", "tmp"] {
            try FileManager.default.createDirectory(
                atPath: folder.path("post/\(part)"), withIntermediateDirectories: true)
        }
        for message in messages { try folder.write(message.bytes, as: "post/\(message.name)") }
        self = try Maildir.read(folder.path("post"), letters: letters, now: now)
    }

    /// Of the files `0.log`, `1.log` and on, named in this order.
    init(logs: [String], letters: Set<String>? = nil, now: Date) throws {
        let folder = try TestFolder()
        for (index, text) in logs.enumerated() { folder["\(index).log"] = text }
        self = try PostfixLog.read(logs.indices.map { folder.path("\($0).log") }, letters: letters, now: now)
    }

    /// What comes of a letter that was sent: `returned`, `reported`, `noted`, `accepted` or `nothing`.
    func outcome(of letter: Letter = .sample) -> String {
        let found = findings(of: [letter.offer])
        if case .returned = found.findings["G1"] { return "returned" }
        if !found.reported.isEmpty || !found.unclear.isEmpty { return "reported" }
        if !found.noted.isEmpty { return "noted" }
        if case .accepted = found.findings["G1"] { return "accepted" }
        return "nothing"
    }

    /// One of ours.
    struct Letter {
        static let sample = Letter()
        /// When it left.
        static let noon = Date(timeIntervalSince1970: 1_795_780_800)

        let id = "<0b9f5c1e-1111-4222-8333-abcdefabcdef@provincie.example>"
        let email = "info@almelo.example"

        var offer: Offer {
            let time = Self.noon.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
            return Offer(
                code: "G1", label: "Almelo (G1)", email: email, messageID: id, server: "mail:587", time: time,
                delivery: .sent, acceptedAt: time, isDoubtOfOffer: false)
        }
    }
}
