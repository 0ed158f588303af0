internal import Templating
package import Workspace

/// The message that a letter goes with by e-mail, as it is frozen: a text of lines `Name: value`, an empty line, and what
/// it says.
package struct LetterMessage: Equatable, Sendable {
    package enum Refusal: Error, Equatable, Sendable {
        /// A value would begin another line, or be taken for one that is encoded: which one.
        case unfit(in: String)
        /// It is not as we write it.
        case unreadable
    }

    package let from: EmailAddress
    /// Of whom the address is.
    package let fromName: String
    package let replyTo: EmailAddress?
    package let to: EmailAddress
    package let subject: String
    /// The name that the letter's PDF has in it.
    package let letter: String
    /// Files of the workspace that go along.
    package let attachments: [String]
    package let text: String

    private static let names = (
        from: "From", name: "Sender", replyTo: "Reply-To", to: "To", subject: "Subject", letter: "Letter",
        attachment: "Attachment"
    )

    private var fields: [(name: String, value: String)] {
        [(Self.names.from, from.description), (Self.names.name, fromName)]
            + (replyTo.map { [(Self.names.replyTo, $0.description)] } ?? [])
            + [(Self.names.to, to.description), (Self.names.subject, subject), (Self.names.letter, letter)]
            + attachments.map { (Self.names.attachment, $0) }
    }

    package init(
        from: EmailAddress, fromName: String, replyTo: EmailAddress?, to: EmailAddress, subject: String, letter: String,
        attachments: [String], text: String
    ) throws(Refusal) {
        self.from = from
        self.fromName = fromName
        self.replyTo = replyTo
        self.to = to
        self.subject = subject
        self.letter = letter
        self.attachments = attachments
        self.text = text
        // RFC 2047 §2: whoever reads "=?" in a header decodes what follows, line ends included.
        for field in fields
        where field.value.unicodeScalars.contains(where: Self.isControl) || field.value.contains("=?") {
            throw .unfit(in: field.name)
        }
    }

    package var bytes: [UInt8] {
        Array((fields.map { "\($0.name): \($0.value)\n" }.joined() + "\n" + text).utf8)
    }

    package init(_ bytes: [UInt8]) throws(Refusal) {
        guard let whole = String(validating: bytes, as: UTF8.self), let end = whole.firstRange(of: "\n\n") else {
            throw .unreadable
        }
        var values: [String: [String]] = [:]
        for line in whole[..<end.lowerBound].split(separator: "\n", omittingEmptySubsequences: false) {
            guard let colon = line.firstRange(of: ": ") else { throw .unreadable }
            values[String(line[..<colon.lowerBound]), default: []].append(String(line[colon.upperBound...]))
        }
        func one(_ name: String) throws(Refusal) -> String {
            guard let found = values[name], found.count == 1 else { throw .unreadable }
            return found[0]
        }
        func address(_ text: String) throws(Refusal) -> EmailAddress {
            guard let address = EmailAddress(valid: text) else { throw .unreadable }
            return address
        }
        var replyTo: EmailAddress?
        if values[Self.names.replyTo] != nil { replyTo = try address(one(Self.names.replyTo)) }
        try self.init(
            from: address(one(Self.names.from)), fromName: one(Self.names.name), replyTo: replyTo,
            to: address(one(Self.names.to)), subject: one(Self.names.subject), letter: one(Self.names.letter),
            attachments: values[Self.names.attachment] ?? [], text: String(whole[end.upperBound...]))
    }

    /// C0, DEL, C1, and what Unicode takes for the end of a line.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x2028, 0x2029: true
        default: false
        }
    }
}

extension CompiledLetter {
    /// `text` is what it says. Nil when there is no address that it comes from, or goes to.
    func message(to recipient: LetterRecipient, _ text: String) throws(LetterMessage.Refusal) -> LetterMessage? {
        let address = letter.value(of: "recipient.email", for: recipient).description
        guard let from = letter.settings.emailSender, let to = EmailAddress(valid: address) else { return nil }
        return try LetterMessage(
            from: from, fromName: letter.settings.sender?.name ?? "", replyTo: letter.settings.delivery.smtp?.replyTo,
            to: to, subject: letter.emailSubject(for: recipient), letter: recipient.fileName(.pdf),
            attachments: letter.attachmentNames, text: text)
    }
}
