import Registry
import Testing

@testable import Delivery

/// What a mail server says, taken by the grammar of SMTP and shown as it is.
@Suite struct ConversationTests {
    /// What comes of a message that was given whole, when the server answers with these lines.
    private static func outcome(_ lines: String...) -> SendOutcome {
        let conversation = SMTPConversation()
        conversation.start(Array("x".utf8))
        for command in ["MAIL FROM:<a@b>\r\n", "RCPT TO:<c@d>\r\n", "DATA\r\n"] { conversation.say(command) }
        conversation.hear("354 go on\r\n")
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 10, alignment: 1)
        defer { unsafe buffer.deallocate() }
        _ = unsafe conversation.read(into: buffer)
        for line in lines { conversation.hear(line) }
        return conversation.outcome("the connection was lost")
    }

    /// What it repeats of another server's words must not count as its own.
    @Test(arguments: ["\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}", "\u{1C}"])
    func `only a line feed ends a line`(_ separator: String) {
        guard case .refused(let words) = Self.outcome("550 5.1.1 no such user\(separator)250 2.0.0 ok\r\n") else {
            Issue.record("taken for another answer")
            return
        }
        #expect(words.hasPrefix("550 5.1.1 no such user") && words.hasSuffix("250 2.0.0 ok"))
    }

    @Test(arguments: [
        "250-ok\r\n", "2500 ok\r\n", "25 ok\r\n", "950 ok\r\n", "\u{662}\u{665}\u{660} ok\r\n", " 250 ok\r\n",
    ])
    func `what is no answer leaves it in doubt`(_ line: String) {
        guard case .unknown = Self.outcome(line) else {
            Issue.record("taken for an answer")
            return
        }
    }

    @Test func `the words of a server can be seen, and end`() {
        #expect(
            Self.outcome("550-5.1.1 \u{1B}[31mno\u{0}\r\n", "550 \u{202E}user\r\n")
                == .refused("550-5.1.1 <U+001B>[31mno<U+0000> <U+202E>user"))
        for text in [String(repeating: "x", count: 100_000), "x" + String(repeating: "\u{301}", count: 100_000)] {
            guard case .refused(let words) = Self.outcome("550 \(text)\r\n") else {
                Issue.record("not refused")
                return
            }
            #expect(words.utf8.count < 1200)
        }
    }
}
