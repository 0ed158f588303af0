import Foundation
import Support
import Testing

@testable import Archive
@testable import Containers

struct ZIPTests {
    private let members: [(name: String, bytes: [UInt8])] = [
        ("bag/bagit.txt", Array("BagIt-Version: 1.0\n".utf8)),
        ("bag/data/één brief.odt", Array("PK\u{3}\u{4}, and more of the same, and more of the same".utf8)),
        ("bag/data/brief.pdf", Array("%PDF-1.7 and more of the same, and more of the same".utf8)),
        ("bag/data/foto.png", [0x89, 0x50, 0x4E, 0x47] + Array(repeating: 7, count: 100)),
        ("bag/data/foto.jpg", [0xFF, 0xD8, 0xFF] + Array(repeating: 7, count: 100)),
        ("bag/data/leeg.txt", []),
        ("bag/data/lang.txt", Array(String(repeating: "regel & meer\n", count: 20_000).utf8)),
    ]

    @Test func `Other programs read what is written, and nothing in it tells when or by whom`() throws {
        try TestFolder.withPath { directory in
            try write(members, to: directory + "/a.zip")
            #expect(try Program("unzip", "-t", directory + "/a.zip").output().contains("No errors detected"))
            let script = """
                import sys, zipfile
                with zipfile.ZipFile(sys.argv[1]) as archive:
                    for info in archive.infolist():
                        print(info.filename, info.compress_type, len(info.extra), info.date_time, info.flag_bits,
                              info.create_system, oct(info.external_attr >> 16), len(archive.read(info)))
                """
            #expect(
                try Program("python3", "-c", script, directory + "/a.zip").output() == """
                    bag/bagit.txt 8 0 (1980, 1, 1, 0, 0, 0) 0 3 0o100644 19
                    bag/data/één brief.odt 0 0 (1980, 1, 1, 0, 0, 0) 2048 3 0o100644 48
                    bag/data/brief.pdf 0 0 (1980, 1, 1, 0, 0, 0) 0 3 0o100644 51
                    bag/data/foto.png 0 0 (1980, 1, 1, 0, 0, 0) 0 3 0o100644 104
                    bag/data/foto.jpg 0 0 (1980, 1, 1, 0, 0, 0) 0 3 0o100644 103
                    bag/data/leeg.txt 8 0 (1980, 1, 1, 0, 0, 0) 0 3 0o100644 0
                    bag/data/lang.txt 8 0 (1980, 1, 1, 0, 0, 0) 0 3 0o100644 260000

                    """)
        }
    }

    @Test func `The same members make the same bytes`() throws {
        try TestFolder.withPath { directory in
            try write(members, to: directory + "/a.zip")
            try write(members, to: directory + "/b.zip")
            let first = try Data(contentsOf: URL(filePath: directory + "/a.zip"))
            #expect(try Data(contentsOf: URL(filePath: directory + "/b.zip")) == first)
        }
    }

    @Test func `What is written is read again, as a file and from memory`() throws {
        try TestFolder.withPath { directory in
            try write(members, to: directory + "/a.zip")
            var reader = try ZIPFileReader(path: directory + "/a.zip", limits: .bag)
            let entries = reader.entries
            #expect(entries.map { reader.path(of: $0) } == members.map(\.name))
            #expect(entries.map(\.size) == members.map(\.bytes.count))
            for (entry, member) in zip(entries, members) {
                #expect(try reader.bytes(of: entry, limit: 260_000) == member.bytes)
            }
            let bytes = Array(try Data(contentsOf: URL(filePath: directory + "/a.zip")))
            let all = try ZIPMembers.members(of: bytes, limit: 1_000_000)
            #expect(all.map(\.name) == members.map(\.name))
            #expect(all.map(\.bytes) == members.map(\.bytes))
            #expect(
                message { _ = try ZIPMembers.members(of: bytes, limit: 1000) }.hasSuffix("is larger than 675 bytes"))
        }
    }

    @Test func `A member comes in pieces, and what takes them can stop it`() throws {
        struct Enough: Error {}
        try TestFolder.withPath { directory in
            try write(members, to: directory + "/a.zip")
            var reader = try ZIPFileReader(path: directory + "/a.zip", limits: .bag)
            let entry = try #require(reader.entries.last)
            var sizes: [Int] = []
            try reader.read(entry) { sizes.append($0.count) }
            #expect(sizes == [65_536, 65_536, 65_536, 63_392])
            #expect(throws: Enough.self) { try Self.stop(entry, of: directory + "/a.zip", with: Enough()) }
            #expect(try reader.start(of: entry, limit: 5) == Array("regel".utf8))
        }
    }

    private static func stop(_ entry: ZIPFileReader.Entry, of path: String, with error: any Error) throws {
        var reader = try ZIPFileReader(path: path, limits: .bag)
        try reader.read(entry) { _ in throw error }
    }

    @Test func `More members than fit into the first ZIP are read by others and here`() throws {
        try TestFolder.withPath { directory in
            for count in [65_534, 65_535, 70_000] {
                let path = directory + "/\(count).zip"
                try write((0..<count).map { ("data/\($0).txt", Array("\($0)".utf8)) }, to: path)
                let script = """
                    import sys, zipfile
                    with zipfile.ZipFile(sys.argv[1]) as archive:
                        print(len(archive.namelist()), archive.testzip(), archive.read('data/65533.txt'))
                    """
                #expect(try Program("python3", "-c", script, path).output() == "\(count) None b'65533'\n")
                #expect(try Program("unzip", "-tq", path).output().hasPrefix("No errors detected"))
                var reader = try ZIPFileReader(path: path, limits: .bag)
                let last = try #require(reader.entries.last)
                #expect(reader.entries.count == count)
                #expect(try reader.bytes(of: last, limit: 10) == Array("\(count - 1)".utf8))
            }
        }
    }

    @Test func `A file is never written over, and names are checked`() throws {
        try TestFolder.withPath { directory in
            let path = directory + "/a.zip"
            try write(members, to: path)
            #expect(message { try write(members, to: path) } == "\(path): File exists")
            #expect(
                message { try write([("../a", [])], to: directory + "/b.zip") }
                    == "\(directory)/b.zip: member '../a' has '.' or '..' as a part of its name")
            #expect(
                message { try write([("a", []), ("a", [])], to: directory + "/c.zip") }
                    == "\(directory)/c.zip: member 'a' stands in it twice")
            // What was not finished is no ZIP.
            #expect(try FileManager.default.attributesOfItem(atPath: directory + "/c.zip")[.size] as? Int == 0)
        }
    }

    @Test func `What others write is read: folders, comments, sizes after the contents, ZIP64 in small`() throws {
        try TestFolder.withPath { directory in
            let script = """
                import io, sys, zipfile
                class Pipe(io.RawIOBase):
                    def __init__(self, file): self.file = file
                    def writable(self): return True
                    def write(self, bytes): return self.file.write(bytes)
                with open(sys.argv[1], 'wb') as file, zipfile.ZipFile(Pipe(file), 'w', zipfile.ZIP_DEFLATED) as archive:
                    archive.comment = b'from elsewhere'
                    archive.mkdir('map')
                    archive.writestr('map/a.txt', 'a' * 1000)
                    with archive.open('map/b.txt', 'w', force_zip64=True) as member: member.write(b'b')
                """
            let path = directory + "/a.zip"
            try Program("python3", "-c", script, path).output()
            var reader = try ZIPFileReader(path: path, limits: .bag)
            let entries = reader.entries
            #expect(entries.map { reader.path(of: $0) } == ["map/a.txt", "map/b.txt"])
            #expect(reader.folders == 1)
            #expect(try entries.map { try reader.bytes(of: $0, limit: 1000).count } == [1000, 1])
        }
    }

    @Test func `Sizes and places are found where ZIP64 has them`() throws {
        let zip = CraftedZIP([.init("a.txt", "one"), .init("b.txt", "two") { $0.isBig = true }])
        #expect(
            try ZIPMembers.members(of: zip.bytes, limit: 10).map(\.bytes) == [Array("one".utf8), Array("two".utf8)])
        let script = "import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read('b.txt'))"
        #expect(try withFile(of: zip.bytes) { try Program("python3", "-c", script, $0).output() } == "b'two'\n")
    }

    @Test func `Closes all that it opens`() throws {
        try TestFolder.withPath { directory in
            try write(members, to: directory + "/a.zip")
            try Data("no ZIP".utf8).write(to: URL(filePath: directory + "/b.zip"))
            try Data(CraftedZIP(.init("../a")).bytes).write(to: URL(filePath: directory + "/c.zip"))
            for name in ["a.zip", "b.zip", "c.zip"] {
                for _ in 0..<10 {
                    _ = message { _ = try ZIPFileReader(path: directory + "/" + name, limits: .bag).folders }
                }
            }
            let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
                .compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)") }
            #expect(!open.contains { $0.hasPrefix(directory) })
        }
    }
}

/// Writes a ZIP as a whole.
func write(_ members: [(name: String, bytes: [UInt8])], to path: String) throws {
    var writer = try ZIPFileWriter(path: path, maximumMembers: 800_000)
    for member in members { try writer.add(member.name, member.bytes) }
    try writer.finish()
}

/// What is said when `body` is refused.
func message(_ body: () throws -> Void) -> String {
    do {
        try body()
        return ""
    } catch {
        return (error as? ZIPError)?.message ?? "\(error)"
    }
}
