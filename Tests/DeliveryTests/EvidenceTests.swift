import Foundation
import Testing

@testable import Delivery
@testable import Registry

/// What a mailbox or a log proves, and what it does not.
@Suite struct EvidenceTests {
    private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    private static let noon = Date(timeIntervalSince1970: 1_720_699_200)

    /// One that was offered so many seconds after noon; accepted at once, when it was sent.
    private static func offer(
        _ number: Int, _ delivery: DeliveryState = .inDoubt, at seconds: Double = 0, to server: String = "mail:587",
        ours: Bool = true
    ) -> Offer {
        let time = (noon + seconds).formatted(style)
        return Offer(
            code: "G\(number)", label: "Plaats (G\(number))", email: "ok-\(number)@gemeente.example",
            messageID: "<\(number)@provincie.example>", server: server, time: time, delivery: delivery,
            acceptedAt: delivery == .sent ? time : nil, isDoubtOfOffer: ours)
    }

    /// A log that begins and ends so many seconds from noon, has something in the minutes of these seconds, and has these
    /// messages, each accepted so many seconds from noon.
    private static func evidence(
        _ start: Double, _ end: Double, minutes: [Double] = [0], _ messages: [Int: Double] = [:], now: Double = 7200
    ) -> Evidence {
        var evidence = Evidence(source: "the log", now: noon + now, isComplete: true)
        for seconds in [start, end] + minutes { evidence.add(noon + seconds) }
        for (number, seconds) in messages {
            evidence.add(.accepted, of: "<\(number)@provincie.example>", at: noon + seconds)
        }
        return evidence
    }

    private static func verdict(_ evidence: Evidence, _ offers: [Offer], on code: String = "G1") -> String {
        let found = evidence.findings(of: offers)
        if let open = found.unsettled.first(where: { $0.label == "Plaats (\(code))" }) { return open.because }
        return switch found.findings[code] {
        case .accepted: "accepted"
        case .notAccepted: "not accepted"
        case .returned(let evidence, _, _): "returned: \(evidence)"
        case nil: "nothing"
        }
    }

    @Test func `that a letter is there proves it always`() {
        #expect(Self.verdict(Self.evidence(0, 0, [1: 0]), [Self.offer(1)]) == "accepted")
        #expect(Self.verdict(Self.evidence(0, 0, [1: 0]), [Self.offer(1, ours: false)]) == "accepted")
    }

    @Test func `that a letter is not there proves something only when it would be there`() {
        let (one, other) = (Self.offer(1), Self.offer(2, .sent, at: 5))
        let verdict = { (evidence: Evidence, others: [Offer]) in Self.verdict(evidence, [one] + others) }
        #expect(verdict(Self.evidence(-301, 901, [2: 5]), [other]) == "not accepted")
        #expect(verdict(Self.evidence(-301, 901, [2: 250]), [other]) == "not accepted")
        #expect(verdict(Self.evidence(-299, 901, [2: 5]), [other]).contains("begins after"))
        #expect(verdict(Self.evidence(-301, 899, [2: 5]), [other]).contains("look again later"))
        // What is to come is not known yet.
        #expect(verdict(Self.evidence(-301, 901, [2: 5], now: 100), [other]).contains("look again later"))
        // Of another time zone, of another server, of nobody we know.
        #expect(verdict(Self.evidence(-7200, 7200, [2: 3605]), [other]).contains("3600 s off"))
        #expect(
            verdict(Self.evidence(-301, 901, [2: 5]), [Self.offer(2, .sent, at: 5, to: "elders:587")])
                .contains("is it of that server?"))
        #expect(verdict(Self.evidence(-301, 901), []).contains("is it of that server?"))
        #expect(verdict(Self.evidence(-301, 901), [other]).contains("is it of that server?"))
        let dayBefore = Self.offer(2, .sent, at: -86_400)
        #expect(verdict(Self.evidence(-90_000, 901, [2: -86_400]), [dayBefore]).contains("is it of that server?"))
        // A part of the log is missing, or one of its letters.
        #expect(
            verdict(Self.evidence(-3000, 3000, minutes: [-700, 700], [2: -700]), [Self.offer(2, .sent, at: -700)])
                .contains("a part of it is missing"))
        #expect(
            verdict(Self.evidence(-301, 901, [2: 5]), [other, Self.offer(3, .sent, at: 6)])
                .contains("does not have Plaats (G3) either"))
        // One that was accepted before it begins need not be in it.
        #expect(verdict(Self.evidence(-301, 901, [2: 5]), [other, Self.offer(3, .sent, at: -400)]) == "not accepted")
        // What a backup does not know of.
        #expect(
            Self.verdict(Self.evidence(-301, 901, [2: 5]), [Self.offer(1, ours: false), other])
                .contains("another registry"))
    }

    @Test func `a notice about another address settles nothing`() {
        for (recipients, expected) in [
            (["ok-1@gemeente.example"], "returned: the log: vol"),
            (["OK-1@Gemeente.Example"], "returned: the log: vol"),
            (["burgemeester@elders.example"], "accepted"),
            (["burgemeester@elders.example", "ok-1@gemeente.example"], "returned: the log: vol"),
        ] {
            var evidence = Self.evidence(-3600, 3600, [1: 0])
            for recipient in recipients {
                evidence.add(
                    .returned([recipient], "vol"), of: "<1@provincie.example>", at: Self.noon)
            }
            evidence.add(.accepted, of: "<1@provincie.example>", at: Self.noon)
            #expect(Self.verdict(evidence, [Self.offer(1, .sent)]) == expected)
            #expect(evidence.findings(of: [Self.offer(1)]).unclear.count == (expected == "accepted" ? 1 : 0))
        }
    }

    // MARK: Logs

    private static func log(_ text: String) throws -> Evidence { try Evidence(logs: [text], now: noon + 7200) }

    @Test func `a log of Postfix tells what was accepted, and not what was begun`() throws {
        let log = try Self.log(
            """
            2024-07-11T11:00:00.000000+02:00 mail postfix/master[1]: daemon started
            2024-07-11T14:00:00.100000+02:00 mail postfix/cleanup[2]: AAAAAA1: message-id=<1@provincie.example>
            2024-07-11T14:00:00.200000+02:00 mail postfix/qmgr[3]: AAAAAA1: from=<post@provincie.example>, size=354, nrcpt=1 (queue active)
            2024-07-11T14:00:00.300000+02:00 mail postfix/cleanup[2]: AAAAAA2: message-id=<2@provincie.example>
            2024-07-11T14:00:00.400000+02:00 mail postfix/smtpd[4]: lost connection after DATA (57 bytes) from localhost[127.0.0.1]
            2024-07-11T14:00:00.500000+02:00 mail postfix-out/smtp/cleanup[2]: 4ZxyABcdEF: message-id=<3@provincie.example>
            2024-07-11T14:00:01.500000+02:00 mail postfix-out/smtp/smtp[5]: 4ZxyABcdEF: to=<ok-3@gemeente.example>, orig_to=<x@gemeente.example>, relay=mx[1.2.3.4]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx[1.2.3.4] said: 550 5.1.1 no (such) user (in reply to RCPT TO command))
            2024-07-11T14:00:02.000000+02:00 mail postfix/qmgr[3]: AAAAAA1: removed
            2024-07-11T14:00:03.000000+02:00 mail postfix/cleanup[2]: AAAAAA1: message-id=<4@provincie.example>
            2024-07-11T14:00:03.000000+02:00 mail other[9]: AAAAAA1: from=<x>, size=1, nrcpt=1 (queue active)
            2024-07-11T14:00:04.000000+02:00 mail postfix/cleanup[2]: AAAAAA5: message-id=<5@provincie.example>
            2024-07-11T14:00:04.100000+02:00 mail postfix/qmgr[3]: AAAAAA5: from=<post@provincie.example>, size=354, nrcpt=1 (queue active)
            2024-07-11T14:00:05.000000+02:00 mail postfix/smtp[5]: AAAAAA5: to=<ok-5@gemeente.example>, relay=none, delay=1, delays=0/0/0/1, dsn=4.4.1, status=deferred (connect to mx: timed out)
            2024-07-11T15:00:00.000000+02:00 mail postfix/qmgr[3]: AAAAAA5: from=<post@provincie.example>, status=expired, returned to sender
            2024-07-11T15:00:00.000000+02:00 mail postfix/qmgr[3]: AAAAAA5: removed
            """)
        let sent = Self.offer(1, .sent)
        #expect(Self.verdict(log, [sent, Self.offer(2)], on: "G2") == "not accepted")
        #expect(Self.verdict(log, [sent]) == "accepted")
        #expect(
            Self.verdict(log, [Self.offer(3, .sent)], on: "G3")
                == "returned: the log 0.log: host mx[1.2.3.4] said: 550 5.1.1 no (such) user (in reply to RCPT TO command)"
        )
        #expect(Self.verdict(log, [sent, Self.offer(4)], on: "G4") == "not accepted")
        #expect(Self.verdict(log, [Self.offer(5, .sent)], on: "G5").hasSuffix("expired, returned to sender"))
        #expect(log.span == Self.noon - 10_800...Self.noon + 3600)
    }

    @Test func `times without a year are of the last one that it can be`() {
        var times = LogTime(now: Self.noon)
        let read = [
            "Jul 11 08:00:01 mail postfix", "Dec  3 08:00:01 mail postfix", "Dez 3 08:00:01 mail", "",
            "2024-07-11T12:00:00Z x", "2024-07-11T07:00:00-0500 x",
            "2024-07-11T12:00:00.123456+00:00 x", "Thu 2024-07-11 12:00:00 UTC x", "1720699200.123456 x",
            "2024-07-11T12:00:00 x", "2024-99-99T99:99:99Z x", "2024-02-31T12:00:00+99:00 x",
        ].map { text in
            var line = LogText(Array(text.utf8)[...])
            return times.take(from: &line)
        }
        let years = read.prefix(2).map { $0.map { Calendar(identifier: .gregorian).component(.year, from: $0) } }
        #expect(years == [2024, 2023])
        let expected: [Date?] = [nil, nil] + Array(repeating: Self.noon, count: 5) + [nil, nil, nil]
        #expect(Array(read.dropFirst(2)) == expected)
    }

    @Test(arguments: ["", "geen log\nmet regels\n", "\u{0}\u{1}\u{2}\n", String(repeating: "x", count: 100_000)])
    func `what is no log is refused`(_ text: String) throws {
        #expect(throws: RegistryError.self) { try Self.log(text) }
    }

    // MARK: Mailboxes

    private static func maildir(_ messages: [(name: String, bytes: [UInt8])]) throws -> Evidence {
        try Evidence(mailbox: messages, now: noon + 14_400)
    }

    private static func notice(_ action: String = "failed", third: String) -> [UInt8] {
        Array(
            """
            From: MAILER-DAEMON@mail.gemeente.example
            To: post@provincie.example
            Message-Id: <dsn@mail.gemeente.example>
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="b"

            --b
            Content-Type: text/plain

            Sorry, <1@provincie.example>
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mail.gemeente.example

            Final-Recipient: rfc822; ok-1@gemeente.example
            Action: \(action)
            Status: 5.2.2
            Diagnostic-Code: smtp; 550 5.2.2
             mailbox full

            --b
            \(third)
            --b--

            """.replacing("\n", with: "\r\n").utf8)
    }

    @Test func `a mailbox tells what came by, and what could not be delivered`() throws {
        let headers = "Content-Type: text/rfc822-headers\n\nSubject: x\nMessage-ID: <1@provincie.example>"
        let whole = "Content-Type: message/rfc822\n\nSubject: x\nMessage-ID: <1@provincie.example>\n\nTekst"
        for third in [headers, whole] {
            let evidence = try Self.maildir([("new/1720699300.M1P1.host", Self.notice(third: third))])
            #expect(
                Self.verdict(evidence, [Self.offer(1, .sent)])
                    == "returned: the mailbox post: smtp; 550 5.2.2 mailbox full")
        }
        // It is on its way.
        let delayed = try Self.maildir([("cur/1720699300.M1P1.host:2,S", Self.notice("delayed", third: headers))])
        #expect(
            Self.verdict(delayed, [Self.offer(1, .sent)]) == "accepted"
                && delayed.findings(of: [Self.offer(1, .sent)]).noted.count == 1)
        let copy = try Self.maildir([
            ("new/1720690000.M1P1.host", Array("Message-ID: <oud@elders.example>\n\nx".utf8)),
            (
                "cur/1720699200.M1P1.host:2,S",
                Array("Message-Id:\n <1@provincie.example>\nIn-Reply-To: <2@provincie.example>\n\nx".utf8)
            ),
            ("new/1720709200.M1P1.host", Array("Message-ID: nieuw\n\nx".utf8)),
        ])
        #expect(Self.verdict(copy, [Self.offer(1)]) == "accepted")
        // What is answered was there.
        #expect(Self.verdict(copy, [Self.offer(1, .sent), Self.offer(2)], on: "G2") == "accepted")
        #expect(Self.verdict(copy, [Self.offer(1, .sent), Self.offer(3)], on: "G3") == "not accepted")
        #expect(Self.verdict(copy, [Self.offer(3)], on: "G3").contains("is it of that server?"))
    }

    /// A mailbox is written to by anybody.
    @Test func `hostile messages do no harm`() throws {
        let deep = (0..<20_000).map { "Content-Type: multipart/mixed; boundary=\"b\($0)\"\r\n\r\n--b\($0)\r\n" }
            .joined()
        let forwarded = String(repeating: "Content-Type: message/rfc822\r\n\r\n", count: 20_000)
        var random = [UInt8](repeating: 0, count: 100_000)
        for index in random.indices { random[index] = UInt8(truncatingIfNeeded: index &* 2_654_435_761 >> 7) }
        let evidence = try Self.maildir([
            ("new/1720699200.deep", Array("From: x@y.example\r\n\(deep)".utf8)),
            ("new/1720699200.forwarded", Array("From: x@y.example\r\n\(forwarded)".utf8)),
            ("new/1720699200.random", random), ("new/1720699200.empty", []),
            ("new/1720699200.nul", Array("Message-ID: <1@provincie.example\0>\r\n\r\n".utf8)),
            ("new/1720699200.two", Array("Message-ID: <9@x> <1@provincie.example>\r\n\r\n".utf8)),
            ("new/1720699200.long", Array("Message-ID: <\(String(repeating: "x", count: 500_000))>\r\n\r\n".utf8)),
            ("new/1720699200.large", [UInt8](repeating: 0x41, count: 3_000_000)),
            ("new/99999999999999999999999999.year", Array("Message-ID: <7@x>\r\n\r\n".utf8)),
        ])
        #expect(evidence.known["<1@provincie.example>"]?.hasCopy != true)
        #expect(throws: RegistryError.self) { try Maildir.read("/proc") }
    }
}
