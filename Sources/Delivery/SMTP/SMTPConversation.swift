internal import Registry

/// What both sides said while one message was offered, and what comes of it (RFC 5321 §3.3, §4.2.1).
///
/// A class, because libcurl keeps a pointer to it. It belongs to the thread that sends.
final class SMTPConversation {
    /// How far it came.
    private enum Stage: Equatable {
        /// Greeting, EHLO, TLS.
        case opening
        case login
        /// MAIL, RCPT or DATA were said.
        case envelope
        /// The server has asked for the message, and gets it.
        case message
        /// It was given all of it, and perhaps the end of it.
        case end
    }

    private var message: [UInt8] = []
    private var position = 0
    private var stage = Stage.opening
    /// The lines of the server's last answer; whole when the last of them says so.
    private var answer: [String] = []
    private var isAnswered = false
    /// Why the server will not listen: libcurl tries HELO when it does not like EHLO.
    private var unwillingness: String?
    /// What is said after QUIT is not about the message.
    private var isOver = false

    func start(_ message: [UInt8]) {
        self.message = message
        position = 0
        stage = .opening
        answer = []
        isAnswered = false
        unwillingness = nil
        isOver = false
    }

    // MARK: What libcurl tells

    /// Gives the next bytes of the message. It is asked for them once the server has said 354.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, message.count - position)
        unsafe buffer.copyBytes(from: message[position..<(position + count)])
        position += count
        // libcurl knows the size, and sends the end of the message as soon as it has all of it.
        stage = position == message.count ? .end : .message
        // The answer to this is yet to come.
        answer = []
        isAnswered = false
        return count
    }

    /// A command. What it is about is enough: it may hold a password.
    func say(_ line: String) {
        if isOver { return }
        switch line.prefix(4).uppercased() {
        case "QUIT":
            isOver = true
            return
        case "MAIL", "RCPT", "DATA": stage = .envelope
        case "AUTH": stage = .login
        // What else is said goes on with that before it.
        default: break
        }
        answer = []
        isAnswered = false
    }

    /// Lines of an answer: a code, then a hyphen when more lines follow.
    func hear(_ text: String) {
        // A line ends with CR LF and nothing else (RFC 5321 §2.3.8): what looks like one within it is a part of it.
        for line in text.utf8.split(separator: 0x0A) where !isOver {
            if isAnswered { answer = [] }
            let line = line.last == 0x0D ? line.dropLast() : line
            isAnswered = Self.isLast(line)
            if answer.count == 20 { answer.remove(at: 10) }
            answer.append(String(decoding: line, as: UTF8.self))
            if stage == .opening, let code, code >= 400 { unwillingness = words }
        }
    }

    /// Whether it is the last of an answer: a code, and then a space or nothing (RFC 5321 §4.2).
    private static func isLast(_ line: Substring.UTF8View) -> Bool {
        let code = line.prefix(3)
        guard code.count == 3, let first = code.first, (0x32...0x35).contains(first),
            code.allSatisfy({ (0x30...0x39).contains($0) })
        else { return false }
        return line.count == 3 || line.dropFirst(3).first == 0x20
    }

    // MARK: What comes of it

    /// Of the whole answer that was heard last.
    private var code: Int? { isAnswered ? answer.last.flatMap { Int($0.prefix(3)) } : nil }

    /// In one line, as people write it down.
    private var words: String {
        answer.enumerated().map { index, line in
            index == 0 ? line : String(decoding: line.utf8.dropFirst(4), as: UTF8.self)
        }.joined(separator: " ").shown()
    }

    /// Whether the connection was closed before the server asked for the message. With 421 it says nothing of that
    /// (RFC 5321 §3.8).
    var isClosedBeforeMessage: Bool { stage != .message && stage != .end && (code == nil || code == 421) }

    /// `failure` is what libcurl says of it; nil when all went well for it.
    func outcome(_ failure: String?) -> SendOutcome {
        guard let failure else {
            if stage == .end, let code, (200..<300).contains(code) { return .accepted(words) }
            return .unknown("the mail server's answer was not understood: \(words)")
        }
        return outcome(after: failure)
    }

    private func outcome(after failure: String) -> SendOutcome {
        switch (stage, code) {
        case (.end, let code?) where (200..<300).contains(code): .accepted(words)
        case (.envelope, let code?) where (400..<500).contains(code),
            (.end, let code?) where (400..<500).contains(code):
            .deferred(words)
        case (.envelope, let code?) where (500..<600).contains(code),
            (.end, let code?) where (500..<600).contains(code):
            .refused(words)
        case (.end, _): .unknown("the mail server did not answer: \(failure)")
        // Its words may repeat what it was told.
        case (.login, let code?): .notOffered("the mail server does not let the user in (\(code))")
        case (.opening, _), (.login, _):
            .notOffered(unwillingness.map { "the mail server will not listen: \($0)" } ?? failure)
        // Without its end the server has no message (RFC 5321 §4.1.1.4).
        case (.envelope, _), (.message, _): .deferred("no answer: \(failure)")
        }
    }
}
