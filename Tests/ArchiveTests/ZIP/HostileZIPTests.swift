import Foundation
import Support
import Testing

@testable import Archive
@testable import Containers

/// ZIPs made to do harm. Each is refused, with a sentence, before anything is unpacked.
struct HostileZIPTests {
    private static let link: UInt32 = 0o120777 << 16
    private static let device: UInt32 = 0o060644 << 16
    private static let folder: UInt32 = 0o040755 << 16

    @Test(
        arguments: [
            (CraftedZIP(.init("../../etc/passwd")), "member '../../etc/passwd' has '.' or '..' as a part of its name"),
            (CraftedZIP(.init("a/./b")), "member 'a/./b' has '.' or '..' as a part of its name"),
            (CraftedZIP(.init("a/..")), "member 'a/..' has '.' or '..' as a part of its name"),
            (CraftedZIP(.init("../")), "member '../' has '.' or '..' as a part of its name"),
            (CraftedZIP(.init("/etc/passwd")), "member '/etc/passwd' has a name that is an absolute path"),
            (CraftedZIP(.init("C:/autoexec.bat")), "member 'C:/autoexec.bat' has a name that is an absolute path"),
            (CraftedZIP(.init("/")), "member '/' has a name that is an absolute path"),
            (CraftedZIP(.init("a//b")), "member 'a//b' has a name with nothing between two slashes"),
            (CraftedZIP(.init("a//", "")), "member 'a//' has a name with nothing between two slashes"),
            (CraftedZIP(.init("")), "member '' has no name"),
            (CraftedZIP(.init("..\\a")), "member '..\\a' has a backslash in its name"),
            (CraftedZIP(.init("a\0.txt")), "member 'a\\u{0}.txt' has a control character in its name"),
            (CraftedZIP(.init("a\u{1B}[2J")), "member 'a\\u{1b}[2J' has a control character in its name"),
            (CraftedZIP(.init("a\u{85}b")), "member 'a\\u{85}b' has a control character in its name"),
            (CraftedZIP(.init([0x61, 0xE9], [])), "member 'a\u{FFFD}' has a name that is not UTF-8"),
            (CraftedZIP(.init([0xC0, 0xAF], [])), "member '\u{FFFD}\u{FFFD}' has a name that is not UTF-8"),
            (CraftedZIP([.init("a"), .init("b"), .init("a")]), "member 'a' stands in it twice"),
            (CraftedZIP([.init("\u{E9}"), .init("e\u{301}")]), "member '\u{E9}' stands in it twice"),
            (CraftedZIP([.init("a/", ""), .init("a/", "")]), "member 'a/' stands in it twice"),
            (CraftedZIP([.init("a/b"), .init("a b"), .init("a")]), "member 'a' is a file and a folder at once"),
            (CraftedZIP([.init("a/", ""), .init("a")]), "member 'a' is a file and a folder at once"),
            (CraftedZIP([.init("a/b"), .init("a/b/\u{301}")]), "member 'a/b' is a file and a folder at once"),
            (CraftedZIP(.init("a/", "text")), "member 'a/' has the name of a folder, and contents"),
            (CraftedZIP(.init("a") { $0.attributes = link }), "member 'a' is a link or a device, not a file"),
            (CraftedZIP(.init("a") { $0.attributes = device }), "member 'a' is a link or a device, not a file"),
            (CraftedZIP(.init("a") { $0.attributes = folder }), "member 'a' is a link or a device, not a file"),
            (CraftedZIP(.init("a") { $0.flags = 1 }), "member 'a' is encrypted"),
            (CraftedZIP(.init("a") { $0.flags = 1 << 6 }), "member 'a' is encrypted"),
            (
                CraftedZIP(.init("a") { $0.method = 12 }),
                "member 'a' is compressed by method 12; only stored and deflated members are read"
            ),
            (CraftedZIP(.init("a") { $0.disk = 1 }), "member 'a' is part of a ZIP that was divided over several files"),
            (
                CraftedZIP([.init("a")]) { $0.declaredDisk = 1 }, "is part of a ZIP that was divided over several files"
            ),
            (CraftedZIP(.init("a") { $0.declaredSize = 5 }), "member 'a' is stored, with two sizes that differ"),
            (
                CraftedZIP(.init("a") { $0.localName = [0x62] }),
                "member 'a' is described differently by the directory and by its own header"
            ),
            (
                CraftedZIP(.init("a") { $0.localFlags = 1 }),
                "member 'a' is described differently by the directory and by its own header"
            ),
            (
                CraftedZIP(.init("a") { $0.localMethod = 8 }),
                "member 'a' is described differently by the directory and by its own header"
            ),
            (
                CraftedZIP(.init("a") { $0.offset = 1 }),
                "member 'a' is described differently by the directory and by its own header"
            ),
            (
                CraftedZIP(.init("a") { $0.offset = 0x7FFF_FFFF }),
                "member 'a' is described differently by the directory and by its own header"
            ),
            (CraftedZIP([.init("a")]) { $0.before = [1] }, ""),
            (CraftedZIP([.init("a")]) { $0.comment = Array("of someone".utf8) }, ""),
            (CraftedZIP([.init("a")]) { $0.after = [1] }, "has bytes after the end of the ZIP, or is not all of one"),
            (
                CraftedZIP([.init("a")]) { $0.betweenDirectoryAndEnd = [1] },
                "has a directory that is not where the end record says it is"
            ),
            (CraftedZIP([.init("a"), .init("b")]) { $0.declaredCount = 1 }, "has a damaged directory"),
            (CraftedZIP([.init("a"), .init("b")]) { $0.declaredCount = 3 }, "has a damaged directory"),
            (CraftedZIP([.init("a")]) { $0.declaredCount = 0xFFFF }, "has a damaged directory"),
            (CraftedZIP([]), ""),
        ] as [(CraftedZIP, String)])
    func `What is wrong with a member or a directory is told`(_ zip: CraftedZIP, _ expected: String) {
        let message = message { _ = try ZIPFileReader(zip.bytes, name: "a.zip", limits: .bag).folders }
        #expect(message == (expected.isEmpty ? "" : "a.zip: " + expected))
    }

    @Test func `Names of any length are told apart from those that are too long`() {
        func refusal(_ name: String) -> String {
            let message = message {
                _ = try ZIPFileReader(CraftedZIP(.init(name)).bytes, name: "a.zip", limits: .bag).folders
            }
            return String(message.drop { $0 != "…" })
        }
        let part = String(repeating: "a", count: 255)
        let longest = String(repeating: part + "/", count: 15) + part + "/"
        #expect(refusal(part) == "")
        #expect(refusal(part + "a") == "…' has a part between slashes of more than 255 bytes")
        #expect(longest.utf8.count == 4096)
        #expect(refusal(String(longest.dropLast())) == "")
        #expect(refusal(longest + "b") == "…' has a name of more than 4096 bytes")
        #expect(refusal(String(repeating: "a", count: 0xFFFF)) == "…' has a name of more than 4096 bytes")
    }

    @Test func `Members that lie over one another are refused, however they do it`() {
        // The same bytes as two members.
        let twice = CraftedZIP([
            .init("a"),
            .init("a") {
                $0.isOnlyInDirectory = true
                $0.offset = 0
            },
        ])
        #expect(refusal(twice) == "a.zip: member 'a' lies over another member, or over the directory")
        // A member in the contents of another: 'quoted' by a stored block, as in the bombs of 2019.
        let inner = CraftedZIP.Member("b")
        let quoted = CraftedZIP([
            .init(Array("a".utf8), CraftedZIP.local(inner)),
            .init("b") {
                $0.isOnlyInDirectory = true
                $0.offset = 31
            },
        ])
        #expect(refusal(quoted) == "a.zip: member 'a' lies over another member, or over the directory")
        // Contents that go on into the directory, or beyond the end.
        for size in [5, 70, 100_000] {
            let long = CraftedZIP(
                .init("a") {
                    $0.declaredSize = size
                    $0.declaredChecksum = 0
                })
            var bytes = long.bytes
            let directory = 30 + 1 + 4
            bytes.replaceSubrange(18..<22, with: CraftedZIP.number(size, 4))
            bytes.replaceSubrange(directory + 20..<directory + 24, with: CraftedZIP.number(size, 4))
            let message = message { _ = try ZIPFileReader(bytes, name: "a.zip", limits: .bag).folders }
            #expect(message == "a.zip: member 'a' lies over another member, or over the directory")
        }
    }

    @Test func `Contents are what was declared, to the byte`() throws {
        let deflated = CraftedZIP.deflated("text")
        func refusal(_ change: (inout CraftedZIP.Member) -> Void) -> String {
            let zip = CraftedZIP(
                .init("a") {
                    $0.method = 8
                    $0.compressed = deflated
                    change(&$0)
                })
            return message { _ = try ZIPMembers.members(of: zip.bytes, limit: 1000) }
        }
        #expect(refusal { _ in } == "")
        #expect(refusal { $0.declaredSize = 3 } == "ZIP: member 'a' is larger than the 3 bytes that were declared")
        #expect(refusal { $0.declaredSize = 5 } == "ZIP: member 'a' is smaller than the 5 bytes that were declared")
        #expect(
            refusal { $0.declaredChecksum = 1 } == "ZIP: member 'a' does not have the checksum that was declared")
        #expect(
            refusal { $0.compressed = deflated + [0] }
                == "ZIP: member 'a' has bytes after the end of its compressed contents")
        #expect(
            refusal { $0.compressed = deflated + Array(repeating: 0, count: 100_000) }
                == "ZIP: member 'a' has bytes after the end of its compressed contents")
        #expect(refusal { $0.compressed = deflated.dropLast() } == "ZIP: member 'a' is damaged")
        #expect(refusal { $0.compressed = [] } == "ZIP: member 'a' is damaged")
        #expect(refusal { $0.compressed = [7] + deflated } == "ZIP: member 'a' is damaged")
        let stored = CraftedZIP(.init("a") { $0.declaredChecksum = 1 })
        #expect(
            message { _ = try ZIPMembers.members(of: stored.bytes, limit: 1000) }
                == "ZIP: member 'a' does not have the checksum that was declared")
    }

    @Test func `A bomb of a gigabyte is not believed, and one that lies not unpacked`() throws {
        try TestFolder.withPath { directory in
            let script = """
                import sys, zipfile
                with zipfile.ZipFile(sys.argv[1] + '/bomb.zip', 'w', zipfile.ZIP_DEFLATED) as archive:
                    with archive.open('a', 'w') as member:
                        for _ in range(1000): member.write(bytes(1_000_000))
                data = bytearray(open(sys.argv[1] + '/bomb.zip', 'rb').read())
                directory = data.rindex(b'PK\\1\\2')
                data[22:26] = data[directory + 24:directory + 28] = (1000).to_bytes(4, 'little')
                open(sys.argv[1] + '/liar.zip', 'wb').write(data)
                """
            try Program("python3", "-c", script, directory).output()
            let bomb = directory + "/bomb.zip"
            let size = try #require(try FileManager.default.attributesOfItem(atPath: bomb)[.size] as? Int)
            #expect(
                message { _ = try ZIPFileReader(path: bomb, limits: .bag).folders }
                    == """
                    \(bomb): says it unpacks to 1000 MB; of a ZIP of its size at most \
                    \((size * 200 + 100_000_000) / 1_000_000) MB is believed
                    """)
            let liar = directory + "/liar.zip"
            #expect(
                message { try Self.readAll(liar) }
                    == "\(liar): member 'a' is larger than the 1000 bytes that were declared")
        }
    }

    private static func readAll(_ path: String) throws {
        var reader = try ZIPFileReader(path: path, limits: .bag)
        for entry in reader.entries { try reader.read(entry) { _ in } }
    }

    @Test func `A million members are refused before they are looked at`() throws {
        try TestFolder.withPath { directory in
            let path = directory + "/a.zip"
            let script = """
                import struct, sys
                name = b'%06d'
                entry = lambda n: struct.pack('<4sHHHHIIIIHHHHHII', b'PK\\1\\2', 20, 20, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0)
                directory = b''.join(entry(n) + name % n for n in range(1_000_000))
                big = struct.pack('<4sQHHIIQQQQ', b'PK\\6\\6', 44, 45, 45, 0, 0, 1_000_000, 1_000_000, len(directory), 0)
                locator = struct.pack('<4sIQI', b'PK\\6\\7', 0, len(directory), 1)
                end = struct.pack('<4sHHHHIIH', b'PK\\5\\6', 0, 0, 65535, 65535, len(directory), 0, 0)
                open(sys.argv[1], 'wb').write(directory + big + locator + end)
                """
            try Program("python3", "-c", script, path).output()
            #expect(
                message { _ = try ZIPFileReader(path: path, limits: .bag).folders }
                    == "\(path): has more than 800000 members")
        }
    }

    @Test func `A record of ZIP64 that stands where only some programs look is refused`() {
        var big: [UInt8] = [0x50, 0x4B, 6, 6] + CraftedZIP.number(44, 8) + CraftedZIP.number(45 << 16 | 45, 4)
        big += CraftedZIP.number(0, 8) + CraftedZIP.number(0, 8) + CraftedZIP.number(0, 8)
        big += CraftedZIP.number(0, 8) + CraftedZIP.number(0, 8)
        let locator = [0x50, 0x4B, 6, 7] + CraftedZIP.number(0, 4) + CraftedZIP.number(0, 8) + CraftedZIP.number(1, 4)
        let zip = CraftedZIP([.init("a")]) { $0.before = big + locator }
        #expect(refusal(zip) == "a.zip: has end records that contradict one another")
    }

    @Test func `A field of ZIP64 that is cut off, doubled or beyond the file is refused`() {
        func refusal(_ extra: [UInt8], offset: Int? = nil) -> String {
            self.refusal(
                CraftedZIP(
                    .init("a") {
                        $0.isBig = true
                        $0.extra = extra
                        $0.offset = offset
                    }))
        }
        #expect(refusal([]) == "")
        #expect(refusal([1, 0, 0, 0]) == "a.zip: has a damaged directory")
        #expect(
            refusal([], offset: .max)
                == "a.zip: member 'a' is described differently by the directory and by its own header")
        #expect(
            refusal([], offset: -1)
                == "a.zip: member 'a' is described differently by the directory and by its own header")
        var cut = CraftedZIP.Member("a") { $0.extra = [1, 0, 8, 0, 1, 0, 0, 0] }
        cut.offset = 0xFFFF_FFFF
        #expect(self.refusal(CraftedZIP(cut)) == "a.zip: has a damaged directory")
    }

    @Test func `What is no ZIP, no file or not there is told`() throws {
        try TestFolder.withPath { directory in
            func refusal(_ path: String) -> String {
                message { _ = try ZIPFileReader(path: path, limits: .bag).folders }
            }
            try Data("text".utf8).write(to: URL(filePath: directory + "/a"))
            try Data().write(to: URL(filePath: directory + "/empty"))
            try Program("mkfifo", directory + "/pipe").output()
            #expect(refusal(directory + "/a") == "\(directory)/a: is not a ZIP file, or not all of one")
            #expect(refusal(directory + "/empty") == "\(directory)/empty: is not a ZIP file, or not all of one")
            #expect(refusal(directory + "/pipe") == "\(directory)/pipe: is not a file")
            #expect(refusal(directory) == "\(directory): is not a file")
            #expect(refusal(directory + "/b") == "\(directory)/b: No such file or directory")
        }
    }

    /// Neither may crash, hang, or give anything but what was written.
    @Test func `Cut off anywhere or changed anywhere, a ZIP is refused or read`() throws {
        let bytes = try TestFolder.withPath { directory in
            let long = Array(String(repeating: "regel & meer\n", count: 300).utf8)
            try write(
                [("a.txt", long), ("b/één.pdf", Array("%PDF-1.7".utf8)), ("b/c.txt", Array("c".utf8))],
                to: directory + "/a.zip")
            return Array(try Data(contentsOf: URL(filePath: directory + "/a.zip")))
        }
        let original = try ZIPMembers.members(of: bytes, limit: 10_000)
        for count in stride(from: 0, to: bytes.count, by: 10) {
            #expect(throws: ZIPError.self) { try ZIPMembers.members(of: Array(bytes.prefix(count)), limit: 10_000) }
        }
        var random = SplitMix(state: 1)
        var refused = 0
        for _ in 0..<2000 {
            var changed = bytes
            changed[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
            if let members = try? ZIPMembers.members(of: changed, limit: 10_000) {
                #expect(members.map(\.bytes) == original.map(\.bytes))
            } else {
                refused += 1
            }
        }
        #expect(refused > 500)
    }

    private func refusal(_ zip: CraftedZIP) -> String {
        message { _ = try ZIPFileReader(zip.bytes, name: "a.zip", limits: .bag).folders }
    }
}
