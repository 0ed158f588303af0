import Foundation
import Support
import Testing

@testable import Registry

@Suite("Backup and restore")
struct BackupTests {
    private func office() async throws -> (Office, backup: String) {
        let office = try Office()
        try await office.mailing()
        try office.record(.sent, ["GM0141", "GM0150"])
        let backup = office.root.appending(path: "backup.sqlite").path
        let said = try office.registry().backUp(to: backup, by: office.author())
        #expect(said.mailings == 1 && said.events == 4)
        #expect(try said.head == office.registry().audit().head)
        return (office, backup)
    }

    private static let inDoubt = [DeliveryState.sent: 2, .inDoubt: 23]

    @Test func `a backup is one sound file, and is never overwritten`() async throws {
        let (office, backup) = try await office()
        #expect(throws: RegistryError.self) { try office.registry().backUp(to: backup, by: office.author()) }
        let names = try FileManager.default.contentsOfDirectory(atPath: office.root.path)
        #expect(names.filter { $0.hasPrefix("backup") } == ["backup.sqlite"])
        let missing = office.root.appending(path: "geen/map.sqlite").path
        #expect(throws: RegistryError.self) { try office.registry().backUp(to: missing, by: office.author()) }
    }

    @Test func `what had not left when it was taken is in doubt, and nothing is sent twice`() async throws {
        let (office, backup) = try await office()
        // All of this is lost.
        try office.record(.sent, on: "2024-07-13")
        try office.record(.answered, ["GM0150"], on: "2024-08-01")
        let head = try office.registry().audit().head
        let restored = try Registry.restore(backup, to: office.registryPath, by: office.author())
        #expect(try office.status().delivery == Self.inDoubt)
        #expect(try office.status().remaining == 0)
        #expect(try office.audit().isEmpty)
        let refusal = try office.refusal { try office.record(.sent, ["GM0147"]) }
        #expect(refusal?.contains("oproep resolve 1 GM0147 --as sent, or not-sent") == true, "\(refusal ?? "")")
        // It is not lost: it is kept beside it.
        let kept = try #require(restored.kept)
        #expect(kept.contains(head.prefix(12)))
        #expect(
            try Registry(at: kept, by: office.author()).history(of: "GM0150").entries.contains { $0.kind == .answered })
    }

    @Test func `a file that is copied by hand is a backup as well`() async throws {
        let (office, backup) = try await office()
        let other = try Office()
        try FileManager.default.createDirectory(
            at: other.root.appending(path: ".oproep"), withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: backup, toPath: other.registryPath)
        #expect(try other.status().delivery == Self.inDoubt)
        let events = try other.count("event")
        // Once.
        _ = try other.status()
        #expect(try other.count("event") == events)
        #expect(try other.audit().isEmpty)
        _ = office
    }

    @Test func `a registry that was copied by hand brings doubt too, once it is restored`() async throws {
        let (office, _) = try await office()
        let copy = office.root.appending(path: "kopie.sqlite").path
        try FileManager.default.copyItem(atPath: office.registryPath, toPath: copy)
        try office.record(.sent, on: "2024-07-13")
        #expect(try Registry.restore(copy, to: office.registryPath, by: office.author()).inDoubt == 23)
        #expect(try office.status().delivery == Self.inDoubt)
        #expect(try office.audit().isEmpty)
    }

    @Test func `doubt is settled by a person's word`() async throws {
        let (office, backup) = try await office()
        try office.record(.sent, on: "2024-07-13")
        _ = try Registry.restore(backup, to: office.registryPath, by: office.author())
        let day = try office.author().today
        let registry = try office.registry()
        #expect(
            try registry.resolve(1, ["GM0147"], asSent: true, on: day, because: "gebeld", by: office.author()) == 1)
        #expect(
            try registry.resolve(1, ["GM0148"], asSent: false, on: nil, because: "ligt hier", by: office.author()) == 1)
        #expect(try office.row("GM0147").delivery == .sent && office.row("GM0147").sentOn == day)
        #expect(try office.row("GM0148").delivery == .ready)
        try office.record(.sent, ["GM0148"], on: "2024-10-15")
        let certain = try office.refusal {
            _ = try registry.resolve(1, ["GM0148", "GM0153"], asSent: true, on: nil, because: "x", by: office.author())
        }
        #expect(certain == "Dalfsen (GM0148): there is no doubt to settle")
        #expect(try office.row("GM0153").delivery == .inDoubt)
        #expect(try office.audit().isEmpty)
    }

    @Test func `a backup that would change nothing, or is none, is refused`() async throws {
        let (office, backup) = try await office()
        let before = try office.dump()
        let same = try office.refusal { _ = try Registry.restore(backup, to: office.registryPath, by: office.author()) }
        #expect(same?.contains("is sound, and has nothing that is not in") == true)
        for (name, contents) in [("tekst.txt", "geen backup"), ("leeg", "")] {
            let file = office.root.appending(path: name)
            try Data(contents.utf8).write(to: file)
            #expect(
                try office.refusal { _ = try Registry.restore(file.path, to: office.registryPath, by: office.author()) }
                    != nil)
        }
        var bytes = Array(try Data(contentsOf: URL(filePath: backup)))
        for index in 20_000..<22_000 { bytes[index] = 0xAA }
        try Data(bytes).write(to: URL(filePath: backup))
        #expect(
            try office.refusal { _ = try Registry.restore(backup, to: office.registryPath, by: office.author()) } != nil
        )
        #expect(try office.dump() == before)
    }

    @Test func `a damaged registry is set aside, and what is no registry is left alone`() async throws {
        let (office, backup) = try await office()
        let sound = Array(try Data(contentsOf: URL(filePath: office.registryPath)))
        var bytes = sound
        for index in 0..<100 { bytes[index] = 0x55 }
        try Data(bytes).write(to: URL(filePath: office.registryPath))
        #expect(throws: RegistryError.self) {
            try Registry.restore(backup, to: office.registryPath, by: office.author())
        }
        #expect(Array(try Data(contentsOf: URL(filePath: office.registryPath))) == bytes)
        bytes = sound
        for index in 20_000..<60_000 { bytes[index] = 0x55 }
        try Data(bytes).write(to: URL(filePath: office.registryPath))
        let restored = try Registry.restore(backup, to: office.registryPath, by: office.author())
        let kept = try #require(restored.kept)
        #expect(Array(try Data(contentsOf: URL(filePath: kept))) == bytes)
        #expect(try office.status().delivery == Self.inDoubt)
        #expect(try office.audit().isEmpty)
    }

    @Test func `a backup that does not hold is not put to use, and none is made of what does not`() async throws {
        let (office, backup) = try await office()
        try office.record(.delivered, ["GM0150"], on: "2024-07-20")
        let before = try office.dump()
        for change in [
            "UPDATE event SET actor = 'Janus' WHERE id = 3",
            "UPDATE dispatch SET delivery = 'sent' WHERE code = 'GM0147'",
            "UPDATE document SET bytes = x'00' WHERE sha256 = (SELECT sha256 FROM letter LIMIT 1)",
        ] {
            let changed = office.root.appending(path: "\(UUID()).sqlite").path
            try FileManager.default.copyItem(atPath: backup, toPath: changed)
            try Office.tamper(change, at: changed)
            let refusal = try office.refusal {
                _ = try Registry.restore(changed, to: office.registryPath, by: office.author())
            }
            #expect(refusal?.contains("is no sound backup") == true, "\(refusal ?? "")")
        }
        #expect(try office.dump() == before)
        try office.tamper("UPDATE event SET actor = 'Janus' WHERE id = 3")
        let path = office.root.appending(path: "ander.sqlite").path
        #expect(throws: RegistryError.self) { try office.registry().backUp(to: path, by: office.author()) }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `any number may open a new registry at the same moment`() async throws {
        let office = try Office()
        let author = try office.author()
        for round in 0..<20 {
            let path = office.root.appending(path: "nieuw/\(round).sqlite").path
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 { group.addTask { _ = try Registry(at: path, by: author).mailings() } }
                try await group.waitForAll()
            }
            #expect(try Registry(at: path, by: author).audit().holds)
        }
    }

    @Test func `another program's database is not written to`() throws {
        let office = try Office()
        try FileManager.default.createDirectory(
            at: office.root.appending(path: ".oproep"), withIntermediateDirectories: true)
        try office.execute("CREATE TABLE adres (naam TEXT)")
        let bytes = try Data(contentsOf: URL(filePath: office.registryPath))
        #expect(try office.refusal { _ = try office.registry() }?.contains("of another program") == true)
        #expect(try Data(contentsOf: URL(filePath: office.registryPath)) == bytes)
    }
}
