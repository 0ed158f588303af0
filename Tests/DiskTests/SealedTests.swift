import Foundation
import Glibc
import Support
import Testing

@testable import Disk

@Suite("What is written comes to stand as a whole, or not at all")
struct SealedTests {
    private func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    private func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    private func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func `a folder is for its owner alone while it is made, and then for whom the user wants`() throws {
        try TestFolder.withPath { folder in
            try FileManager.default.createDirectory(atPath: "\(folder)/usual", withIntermediateDirectories: false)
            let made = try SealedFolder("made", in: ParentFolder(at: folder), path: "made")
            try made.files.write([1], as: "file")
            let temporary = try #require(names(folder).first { $0.hasPrefix(".made.oproep-") })
            #expect(try mode("\(folder)/\(temporary)") == 0o700)
            try made.place(replacing: false)
            #expect(try mode("\(folder)/made") == mode("\(folder)/usual"))
            #expect(try names(folder) == ["made", "usual"])
        }
    }

    @Test func `entries of a folder come to stand in their order, or none of them`() throws {
        try TestFolder.withPath { folder in
            try Data().write(to: URL(filePath: "\(folder)/b"))
            for wanted in [["a", "b"], ["a"]] {
                let made = try SealedFolder("", in: ParentFolder(at: folder), path: folder)
                for name in wanted { try made.files.write([1], as: name) }
                do throws(DiskError) {
                    try made.placeEntries(wanted)
                    #expect(wanted == ["a"])
                } catch {
                    #expect(error == .occupied("\(folder)/b"))
                    #expect(try names(folder) == ["b"])
                }
            }
            #expect(try names(folder) == ["a", "b"])
        }
    }

    @Test func `a file that is not placed goes again`() throws {
        try TestFolder.withPath { folder in
            let left = "\(folder)/.a.oproep-1"
            try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: false)
            try Data("rest".utf8).write(to: URL(filePath: "\(left)/a"))
            do {
                let file = try SealedFile(at: "\(folder)/a")
                try file.write(Array("half".utf8))
                try Data().write(to: URL(filePath: "\(file.temporaryPath)-wal"))
                #expect(text(file.temporaryPath) == "half")
                #expect(throws: DiskError.inUse("\(folder)/a")) { _ = try SealedFile(at: "\(folder)/a") }
                #expect(text(file.temporaryPath) == "half")
            }
            #expect(try names(folder) == [])
            #expect(throws: DiskError.self) { _ = try SealedFile(at: "\(folder)/niets/a") }
        }
    }

    @Test func `a file takes the place of another only when it may, and who may read it stays so`() throws {
        try TestFolder.withPath { folder in
            let path = "\(folder)/a"
            try Data("oud".utf8).write(to: URL(filePath: path))
            unsafe chmod(path, 0o640)
            for isWanted in [false, true] {
                let file = try SealedFile(at: path)
                try file.write(Array("nieuw".utf8))
                do throws(DiskError) {
                    try file.place(replacing: isWanted)
                } catch {
                    #expect(!isWanted && error == .occupied(path))
                }
                #expect(text(path) == (isWanted ? "nieuw" : "oud"))
            }
            #expect(try mode(path) == 0o640)
            #expect(try names(folder) == ["a"])
            let own = try SealedFile(at: "\(folder)/eigen", for: .ownerAlone)
            try own.place(replacing: false)
            #expect(try mode("\(folder)/eigen") == 0o600)
        }
    }
}
