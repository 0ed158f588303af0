import Foundation
import Registry
import Testing

@testable import Delivery

/// What the log of a mail server tells of a letter, however it is written down.
@Suite struct LogTests {
    private static let letter = Evidence.Letter.sample
    private static let now = Evidence.Letter.noon + 86_400

    /// `TIME HOST TAG ` in the place of `@`, where TAG is a program with its number.
    private static func lines(_ start: (_ program: String) -> String, _ status: String) -> String {
        """
        \(start("cleanup"))AAB4D259B1: message-id=\(letter.id)
        \(start("qmgr"))AAB4D259B1: from=<post@provincie.example>, size=61785, nrcpt=1 (queue active)
        \(start("smtp"))AAB4D259B1: \(status)

        """
    }

    private static func to(
        _ status: String, _ words: String, to: String = letter.email, relay: String = "mx.almelo.example[192.0.2.1]:25"
    ) -> String {
        "to=<\(to)>, relay=\(relay), delay=0.5, delays=0.1/0/0.2/0.2, dsn=5.1.1, status=\(status) (\(words))"
    }

    private static func standard(_ status: String) -> String {
        lines({ "Nov 27 19:30:01 mail postfix/\($0)[100]: " }, status)
    }

    private static func outcome(_ logs: String...) throws -> String {
        try Evidence(logs: logs, letters: [letter.id], now: now).outcome()
    }

    @Test(arguments: [
        "Nov 27 19:30:01 mail postfix/%[100]: ", "Nov  7 19:30:01 mail postfix-out/submission/%[100]: ",
        "Nov 27 19:30:01.123456 mail postfix/relay/%[100]: ", "Nov 27 19:30:01 mail mx-out/%[100]: ",
        "2026-11-27T21:30:01.123456+01:00 mail postfix/%[100]: ", "2026-11-27T21:30:01+0100 mail postfix/%[100]: ",
        "Fri 2026-11-27 20:30:01 UTC mail postfix/%[100]: ", "1795780801.123456 mail postfix/%[100]: ",
        "1 2026-11-27T20:30:01.000Z mail postfix/% 101 - - ",
        "<22>1 2026-11-27T20:30:01Z mail postfix/% 101 - [x a=\"]\\\"\"][y] ",
        "<22>Nov 27 19:30:01 mail postfix/%[100]: ", "mailserver  | Nov 27 19:30:01 mail postfix/%[100]: ",
        "\u{0}\u{0}\u{0}Nov 27 19:30:01 mail postfix/%[100]: ", "Nov 27 19:30:01 postfix/%[100]: ",
    ]) func `every form of a log is read`(_ form: String) throws {
        let start = { (program: String) in form.replacing("%", with: program) }
        #expect(try Self.outcome(Self.lines(start, Self.to("bounced", "no"))) == "returned")
        #expect(try Self.outcome(Self.lines(start, Self.to("sent", "250 ok"))) == "accepted")
        #expect(
            try Self.outcome(Self.lines(start, Self.to("bounced", "no")).replacing("\n", with: "\r\n")) == "returned")
    }

    /// A server that refuses, or an address, may look like anything.
    @Test(arguments: [
        "status=sent (250 ok)", "550 no; status=sent (250 ok", "550 no) , status=sent (250 ok)",
        "x, relay=y, status=sent (z)",
        "(((", ")))", "a\u{1B}[0m\u{0} status=deferred (x)", String(repeating: "status=sent (", count: 2000),
    ]) func `words of strangers change nothing of a line`(_ words: String) throws {
        #expect(try Self.outcome(Self.standard(Self.to("bounced", "host mx said: \(words)"))) == "returned")
        let sent = words.replacing("sent", with: "bounced")
        #expect(try Self.outcome(Self.standard(Self.to("sent", "250 \(sent)"))) == "accepted")
        #expect(try Self.outcome(Self.standard(Self.to("deferred", "450 \(sent)"))) == "accepted")
        // A warning of a header that somebody wrote.
        let header = "warning: header X: message-id=\(Self.letter.id); \(words) from x[192.0.2.1]; from=<a@b> to=<c@d>"
        let warning =
            "Nov 27 19:30:01 mail postfix/cleanup[1]: BBB4D259B1: \(header)\n"
            + "Nov 27 19:30:01 mail postfix/smtp[1]: BBB4D259B1: \(Self.to("bounced", "x", to: "jan@x.example"))\n"
        #expect(try Self.outcome(warning) == "nothing")
    }

    @Test(arguments: [
        (to("bounced", "550"), "returned"), (to("BOUNCED", "550"), "returned"), (to("SOFTBOUNCE", "550"), "accepted"),
        (to("deferred", "550"), "accepted"), (to("sent", "250"), "accepted"), (to("undeliverable", "550"), "reported"),
        (to("anders", "x"), "reported"), (to("bounced", "x", relay: "none"), "returned"),
        (to("bounced", "x", to: "jan@intern.example"), "reported"),
        (
            "to=<jan@intern.example>, orig_to=<\(letter.email)>, relay=local, delay=1, dsn=5.2.2, status=bounced (vol)",
            "returned"
        ),
        ("to=<\(letter.email)>, relay=mx[1.2.3.4]:25, conn_use=2, delay=1, status=bounced (x", "returned"),
    ]) func `a status is understood, or a person has to look`(_ status: String, _ outcome: String) throws {
        #expect(try Self.outcome(Self.standard(status)) == outcome)
    }

    @Test(arguments: ["expired", "force-expired"]) func `what is given up is returned`(_ status: String) throws {
        let end = "Nov 27 19:40:00 mail postfix/qmgr[1]: AAB4D259B1: from=<x@y>, status=\(status), returned to sender\n"
        let log = Self.standard(Self.to("deferred", "timed out")) + end
        #expect(try Self.outcome(log) == "returned")
        #expect(try Self.outcome(log.replacing("status=\(status),", with: "status=anders,")) == "reported")
        let thrown =
            "Nov 27 19:30:02 mail postfix/cleanup[1]: AAB4D259B1: discard: header Subject: x from y; from=<a> to=<b>\n"
        #expect(try Self.outcome(Self.standard(Self.to("deferred", "x")) + thrown) == "reported")
        let removed = "Nov 27 19:40:00 mail postfix/postsuper[1]: AAB4D259B1: removed\n"
        #expect(try Self.outcome(Self.standard(Self.to("deferred", "x")) + removed) == "returned")
        #expect(try Self.outcome(Self.standard(Self.to("sent", "x")) + removed) == "accepted")
    }

    @Test func `of two behind one address one is enough, and the other is told`() throws {
        let line = { (name: String, status: String) in
            "to=<\(name)@intern.example>, orig_to=<\(Self.letter.email)>, relay=local, delay=1, dsn=5.2.2, status=\(status) (x)"
        }
        let second = "Nov 27 19:30:02 mail postfix/local[1]: AAB4D259B1: "
        #expect(try Self.outcome(Self.standard(line("jan", "sent")) + second + line("piet", "bounced")) == "reported")
        #expect(try Self.outcome(Self.standard(line("jan", "bounced")) + second + line("piet", "sent")) == "reported")
        #expect(
            try Self.outcome(Self.standard(line("jan", "bounced")) + second + line("piet", "bounced")) == "returned")
    }

    /// As logrotate leaves them, in any order; a day of both may be in each.
    @Test func `several files are one log`() throws {
        let first = Self.standard(Self.to("deferred", "450 later"))
        let second = "Nov 27 19:50:02 mail postfix/smtp[103]: AAB4D259B1: \(Self.to("bounced", "550 no"))\n"
        #expect(try Self.outcome(first) == "accepted")
        #expect(try Self.outcome(first, second) == "returned")
        #expect(try Self.outcome(second, first) == "returned")
        #expect(try Self.outcome(second, first + second, first) == "returned")
        // The name in the queue is another's by then.
        let other = """
            Nov 27 19:40:00 mail postfix/qmgr[1]: AAB4D259B1: removed
            Nov 27 19:41:00 mail postfix/cleanup[1]: AAB4D259B1: message-id=<other@x>

            """
        #expect(try Self.outcome(second, first.replacing("deferred", with: "sent"), other) == "accepted")
        // What the log before this one would tell.
        #expect(try Self.outcome(second) == "reported")
        let refused = #expect(throws: RegistryError.self) { try Self.outcome(first, "geen log\n", "") }
        let sentences = String(describing: refused)
        #expect(sentences.contains("1.log") && sentences.contains("2.log"))
    }

    @Test(arguments: [
        "__REALTIME_TIMESTAMP=1795000000000000\nMESSAGE=AAB4D259B1: message-id=\(letter.id)\n\n",
        "{\"MESSAGE\":\"AAB4D259B1: message-id=\(letter.id)\"}\n", "\u{1F}\u{8B}\u{8}", "BZh9",
        "AAB4D259B1: message-id=\(letter.id)\n",
    ]) func `what cannot be read is refused with what to do`(_ text: String) throws {
        #expect(throws: RegistryError.self) { try Self.outcome(text) }
    }

    @Test func `a line may be as long as it likes`() throws {
        let long = String(repeating: "x", count: 3_000_000)
        let log = Self.standard(Self.to("bounced", long)) + long
        let evidence = try Evidence(logs: [log], letters: [Self.letter.id], now: Self.now)
        #expect(evidence.outcome() == "returned")
        #expect(evidence.known[Self.letter.id]?.returned.first?.reason.utf8.count ?? .max < 1000)
    }
}
