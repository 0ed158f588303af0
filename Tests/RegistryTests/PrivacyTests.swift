import Disk
import Foundation
import GRDB
import Support
import Testing

@testable import Exporter
@testable import Registry

/// Names and addresses are in it: nobody looks inside but its owner.
@Suite("The registry is its owner's alone")
struct PrivacyTests {
    private func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test func `files, folder and backups`() async throws {
        let office = try Office()
        try await office.mailing()
        let registry = try office.registry()
        let folder = office.root.appending(path: ".oproep").path
        #expect(try mode(folder) == 0o700)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(files.contains("registry.sqlite-wal"))
        for file in files { #expect(try mode("\(folder)/\(file)") == 0o600, "\(file)") }
        let backup = office.root.appending(path: "backup.sqlite").path
        _ = try registry.backUp(to: backup, by: office.author())
        #expect(try mode(backup) == 0o600)
        try office.record(.sent)
        let kept = try #require(try Registry.restore(backup, to: office.registryPath, by: office.author()).kept)
        #expect(try mode(kept) == 0o600)
    }

    @Test func `one that was open to others is closed at the next opening, and a stranger's file is left alone`()
        async throws
    {
        let office = try Office()
        try await office.mailing()
        let folder = office.root.appending(path: ".oproep").path
        let manager = FileManager.default
        try manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
        let copy = "\(office.registryPath).replaced-0123"
        try manager.copyItem(atPath: office.registryPath, toPath: copy)
        for file in [office.registryPath, copy] {
            try manager.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        }
        let registry = try office.registry()
        #expect(registry.remarks.isEmpty)
        for file in [office.registryPath, copy] { #expect(try mode(file) == 0o600) }
        #expect(try mode(folder) == 0o700)
        let other = office.root.appending(path: "ander.db").path
        try await DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE adres (naam TEXT)") }
        let before = try mode(other)
        #expect(throws: RegistryError.self) { try Registry(at: other, by: office.author()) }
        #expect(try mode(other) == before)
    }

    @Test func `a folder for temporary files is closed, and what a killed run left in its place goes`() throws {
        let office = try Office()
        let place = office.root.path
        let left = "\(place)/oproep-frozen-\(geteuid())-abc"
        try FileManager.default.createDirectory(atPath: "\(left)/letters", withIntermediateDirectories: true)
        var path = ""
        do {
            let folder = try TemporaryFolder("oproep-frozen", in: place)
            path = folder.path
            #expect(try mode(path) == 0o700)
            #expect(!FileManager.default.fileExists(atPath: left))
            // One that is in use stays.
            let second = try TemporaryFolder("oproep-frozen", in: place)
            #expect(FileManager.default.fileExists(atPath: path) && second.path != path)
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `letters in the making are closed, and those that are made are as the user has new ones`() throws {
        let office = try Office()
        let path = office.root.appending(path: "out").path
        let plain = office.root.appending(path: "plain").path
        try FileManager.default.createDirectory(atPath: plain, withIntermediateDirectories: false)
        let output = try OutputFolder(at: OutputTarget(path))
        #expect(try mode("\(office.root.path)/.out.oproep-\(getpid())") == 0o700)
        try output.commit("brief", [])
        #expect(try mode(path) == mode(plain))
    }

    // MARK: Documents that nothing names

    @Test func `what a killed run put in goes with the next, and what is named stays`() async throws {
        let office = try Office()
        try await office.mailing()
        try office.registry().write { _ = try $0.keep(Array("van niemand".utf8)) }
        let before = try office.count("document")
        #expect(try office.audit().isEmpty)
        #expect(throws: DatabaseError.self) { try office.execute("DELETE FROM document") }
        try await office.freeze(again: true)
        // The same letters: only its own list is new.
        #expect(try office.count("document") == before)
        #expect(try office.audit().isEmpty)
    }

    @Test func `a registry of the version before gets what it needs, and offers are found by their time`() async throws
    {
        let office = try Office()
        try FileManager.default.createDirectory(
            at: office.root.appending(path: ".oproep"), withIntermediateDirectories: true)
        try Schema.migrator.migrate(DatabaseQueue(path: office.registryPath), upTo: "3")
        try await office.mailing()
        let (made, expected) = try office.registry().read { (try Schema.description($0), try Schema.expected(of: $0)) }
        #expect(made == expected)
        let plan = try office.registry().read { db in
            try Row.fetchAll(
                db, sql: "EXPLAIN QUERY PLAN SELECT max(time) FROM event WHERE \(Schema.ofOffers) AND time > 'x'"
            ).map { try $0.text("detail") }.joined()
        }
        #expect(plan.contains("event_of_offer"), "\(plan)")
        #expect(try office.audit().isEmpty)
    }

    @Test func `a run that is stopped while it puts documents in leaves none`() async throws {
        let office = try Office()
        let registry = try office.registry()
        let compiled = try office.compiled()
        await #expect(throws: RegistryError.self) {
            _ = try await registry.freeze(compiled, by: office.author()) { done, total in done < total }
        }
        #expect(try office.count("document") == 0)
        let stopped = try Registry(at: office.registryPath, by: office.author()) { false }
        #expect(throws: RegistryError.self) { try stopped.audit() }
        let number = try await office.freeze().mailing
        #expect(throws: RegistryError.self) {
            try stopped.approve(number, mandate: nil, by: office.author())
        }
        #expect(try office.status(number).mailing.state == .frozen)
    }
}
