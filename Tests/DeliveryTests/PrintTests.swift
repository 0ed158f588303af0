import Exporter
import Foundation
import Registry
import Support
import Templating
import Testing

@testable import Delivery

/// A batch for the printer is all of it, in the order of the post, or not there.
@Suite struct PrintTests {
    private static let mailroom = Result {
        try Mailroom([
            Mailroom.Recipient(postcode: "8000 GA", channel: "post"),
            Mailroom.Recipient(name: "Brussel", postcode: "1000", place: "BRUSSEL", country: "België", channel: "post"),
            Mailroom.Recipient(postcode: "7411BC", channel: "post+email"),
            Mailroom.Recipient(postcode: "8000 AA", country: "nl", channel: "post"),
            Mailroom.Recipient(postcode: "1000 AA", channel: "email"),
            Mailroom.Recipient(name: "=1+1", postcode: "7411 BB", channel: "post"),
        ])
    }

    private static func batch(
        _ mailroom: Mailroom, in directory: String? = nil, _ dispatches: [Outgoing]? = nil, stopAt: Int = .max,
        perFile: Int = 500
    ) throws -> PrintRun.Made {
        let registry = try mailroom.registry()
        var done = 0
        let observer = Sending.Observer(
            goesOn: { done < stopAt }, tell: { _ in }, progress: { number, _ in done = number })
        let place = PrintRun.Place(
            in: mailroom.root.appending(path: "out").path, as: directory, protecting: [], perFile: perFile)
        return try PrintRun(registry, try registry.mailing(1), in: place, observer).make(
            try dispatches ?? mailroom.outbox([.post]).dispatches, registry.senderLock(), by: .now("Jan"))
    }

    private static func again(_ mailroom: Mailroom, in directory: String, perFile: Int = 500) throws -> PrintRun.Made {
        let registry = try mailroom.registry()
        let observer = Sending.Observer(goesOn: { true }, tell: { _ in }, progress: { _, _ in })
        let place = PrintRun.Place(in: "", as: directory, protecting: [], perFile: perFile)
        return try PrintRun(registry, try registry.mailing(1), in: place, observer).makeAgain(1)
    }

    private static func run(_ command: String, in folder: String) throws -> String {
        var shell = Program("sh", "-c", command)
        shell.directory = folder
        return try shell.output()
    }

    @Test func `it has every letter once, by postcode, and its sums can be checked by anybody`() throws {
        let mailroom = try Mailroom(copying: Self.mailroom.get())
        let made = try Self.batch(mailroom)
        #expect(made.letters == 5 && made.pages == 5 && made.batch == 1)
        #expect(made.directory.hasSuffix("/out/mailing-1-batch-1"))
        let files = try FileManager.default.contentsOfDirectory(atPath: made.directory).sorted()
        #expect(
            files == [
                "G00000-zwolle.pdf", "G00001-brussel.pdf", "G00002-zwolle.pdf", "G00003-zwolle.pdf", "G00005-1-1.pdf",
                "SHA256SUMS", "addresses.csv", "all-letters.pdf", "cover.html", "manifest.json",
            ])
        // At home by postcode, however it is written; then abroad.
        let text = try Self.run("pdftotext -layout all-letters.pdf - | grep -o 'G0000[0-9]'", in: made.directory)
        #expect(text.split(separator: "\n") == ["G00005", "G00002", "G00003", "G00000", "G00001"])
        #expect(
            try Self.run(
                "sha256sum -c --quiet SHA256SUMS && qpdf --check all-letters.pdf > /dev/null && echo ok",
                in: made.directory)
                == "ok\n")
        #expect(try Self.run("sha256sum SHA256SUMS", in: made.directory).hasPrefix(made.sha256))
        let list = try String(contentsOfFile: "\(made.directory)/addresses.csv", encoding: .utf8)
        #expect(
            list.contains(
                #""5";"5";"1";"G00001";"Het college";"";"Postbus 1";"1000";"BRUSSEL";"België";"G00001-brussel.pdf""#))
        let cover = try String(contentsOfFile: "\(made.directory)/cover.html", encoding: .utf8)
        #expect(cover.contains("Drukpartij 1") && cover.contains(made.sha256) && cover.contains("<dd>5</dd>"))
        #expect(try mailroom.states(.post).allSatisfy { $0 == .batched })
        #expect(try mailroom.states(.email).allSatisfy { $0 == .ready })
        #expect(try mailroom.audit().isEmpty)
        // There is nothing more to print.
        #expect(try mailroom.outbox([.post]).dispatches.isEmpty)
    }

    @Test func `what is enclosed is printed after each letter`() throws {
        let mailroom = try Mailroom(
            [Mailroom.Recipient(channel: "post"), Mailroom.Recipient(channel: "post")],
            letter: "attachments: [ bijlage.pdf ]", files: ["letters/oproep/bijlage.pdf": SmallPDF.bytes("BIJLAGE")])
        let made = try Self.batch(mailroom)
        #expect(made.letters == 2 && made.pages == 4)
        let text = try Self.run(
            "pdftotext -layout all-letters.pdf - | grep -oE 'G0000[0-9]|BIJLAGE'", in: made.directory)
        #expect(text.split(separator: "\n") == ["G00000", "BIJLAGE", "G00001", "BIJLAGE"])
        let list = try String(contentsOfFile: "\(made.directory)/addresses.csv", encoding: .utf8)
        #expect(list.contains(#""2";"3";"2";"G00001""#))
        #expect(throws: Diagnostics.self) {
            try Mailroom(
                [Mailroom.Recipient(channel: "post")], letter: "attachments: [ bijlage.ods ]",
                files: ["letters/oproep/bijlage.ods": [1, 2, 3]])
        }
    }

    @Test func `once it is posted all of it is sent, but for what was taken out`() throws {
        let mailroom = try Mailroom(copying: Self.mailroom.get())
        _ = try Self.batch(mailroom)
        let registry = try mailroom.registry()
        _ = try registry.cancel(1, [Mailroom.code(0)], because: "uit de stapel gehaald", by: .now("Jan"))
        let day = Author.now("Jan").today
        let early = try #require(CalendarDate(iso: "2024-07-12"))
        #expect(
            try mailroom.refusal {
                _ = try registry.record(Recording(.sent, .all, on: early, channel: .post), in: 1, by: .now("Jan"))
            }?
            .contains("its letter was put in a batch after 2024-07-12") == true)
        let posted = Recording(.sent, .batch(1), on: day)
        #expect(try registry.record(posted, in: 1, by: .now("Jan")).recorded.count == 4)
        #expect(try mailroom.states(.post) == [.cancelled, .sent, .sent, .sent, .sent])
        #expect(try registry.record(posted, in: 1, by: .now("Jan")).recorded.isEmpty)
        #expect(
            try mailroom.refusal {
                _ = try registry.record(Recording(.sent, .batch(1), on: early), in: 1, by: .now("Jan"))
            }?
            .contains("was made after") == true)
        #expect(
            try mailroom.refusal {
                _ = try registry.record(Recording(.sent, .batch(2), on: day), in: 1, by: .now("Jan"))
            }
                == "mailing 1 has no batch 2; the last is 1")
        #expect(try mailroom.audit().isEmpty)
    }

    @Test func `a batch can be written again, to the last byte as it was`() throws {
        let mailroom = try Mailroom(copying: Self.mailroom.get())
        let made = try Self.batch(mailroom)
        let registry = try mailroom.registry()
        _ = try registry.cancel(1, [Mailroom.code(0)], because: "x", by: .now("Jan"))
        let again = mailroom.root.appending(path: "opnieuw").path
        let second = try Self.again(mailroom, in: again)
        #expect(second.sha256 == made.sha256)
        #expect(try Self.run("diff -r '\(made.directory)' '\(again)' && echo equal", in: "/") == "equal\n")
    }

    @Test func `what cannot be written is not batched`() throws {
        let mailroom = try Mailroom(copying: Self.mailroom.get())
        // Stopped by hand.
        #expect(throws: RegistryError.self) { try Self.batch(mailroom, stopAt: 3) }
        // Somebody's own folder, and one that cannot be.
        let own = mailroom.root.appending(path: "eigen")
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: false)
        #expect(throws: RegistryError.self) { try Self.batch(mailroom, in: own.path) }
        #expect(throws: RegistryError.self) { try Self.batch(mailroom, in: "/proc/x/y") }
        #expect(try mailroom.states(.post).allSatisfy { $0 == .ready })
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: mailroom.root.path).filter { $0.hasPrefix(".eigen") }
                .isEmpty)
        // Somebody cancelled one while it was written: nothing is batched, and nothing is there.
        let all = try mailroom.outbox([.post]).dispatches
        _ = try mailroom.registry().cancel(1, [all[0].code], because: "x", by: .now("Jan"))
        #expect(throws: RegistryError.self) { try Self.batch(mailroom, all) }
        #expect(try mailroom.states(.post) == [.cancelled, .ready, .ready, .ready, .ready])
        #expect(!FileManager.default.fileExists(atPath: mailroom.root.appending(path: "out/mailing-1-batch-1").path))
        #expect(try Self.batch(mailroom).letters == 4)
    }

    @Test func `of very many letters each is in it once`() throws {
        let mailroom = try Mailroom(250, channel: "post")
        let made = try Self.batch(mailroom)
        let text = try Self.run(
            "pdftotext -layout all-letters.pdf - | grep -o 'G00[0-9]*' | sort -u | wc -l", in: made.directory)
        #expect(text.trimmingCharacters(in: .whitespacesAndNewlines) == "250")
        #expect(made.pages == 250)
    }

    /// A printer takes them in their order; what is asked for later changes nothing of a batch that was made.
    @Test func `no file has more letters than it may, and all are in the order of the post`() throws {
        let mailroom = try Mailroom(copying: Self.mailroom.get())
        let made = try Self.batch(mailroom, perFile: 2)
        #expect(made.files == ["all-letters-01.pdf", "all-letters-02.pdf", "all-letters-03.pdf"])
        let text = try Self.run(
            "for f in all-letters*.pdf; do pdftotext -layout $f - | grep -o 'G0000[0-9]'; echo; done",
            in: made.directory)
        #expect(
            text.split(separator: "\n", omittingEmptySubsequences: false)
                == ["G00005", "G00002", "", "G00003", "G00000", "", "G00001", "", ""])
        #expect(try Self.run("sha256sum -c --quiet SHA256SUMS && echo ok", in: made.directory) == "ok\n")
        let list = try String(contentsOfFile: "\(made.directory)/addresses.csv", encoding: .utf8)
        #expect(list.contains(#""3";"1";"1";"G00003""#) && list.contains(#""4";"2";"1";"G00000""#))
        #expect(list.contains(#""G00001-brussel.pdf";"all-letters-03.pdf""#))
        let again = mailroom.root.appending(path: "opnieuw").path
        #expect(try Self.again(mailroom, in: again, perFile: 3).sha256 == made.sha256)
        #expect(try Self.run("diff -r '\(made.directory)' '\(again)' && echo equal", in: "/") == "equal\n")
        #expect(try mailroom.audit().isEmpty)
    }

    @Test func `a batch of an earlier version is written again as it was`() throws {
        let mailroom = try Mailroom([Mailroom.Recipient(channel: "post")])
        let path = mailroom.root.appending(path: ".oproep/registry.sqlite")
        for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path.path + end) }
        try FileManager.default.copyItem(at: Self.registries.appending(path: "version-3.sqlite"), to: path)
        let again = mailroom.root.appending(path: "opnieuw").path
        let made = try Self.again(mailroom, in: again, perFile: 1)
        #expect(made.sha256 == "528b4476db8a660255e30b6fe927a8e7ef7fa4f78efa0ed7974f806b89950e1e")
        #expect(made.files == ["all-letters.pdf"])
        #expect(try mailroom.states(.post) == [.batched, .batched, .batched])
        #expect(try mailroom.audit().isEmpty)
    }

    private static let registries = Repository.root.appending(path: "Tests/DeliveryTests/Registries")
}
