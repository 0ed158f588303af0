/// What is to be known of a message that came in: how it is called, what it is, and of which others it speaks. It may come
/// from anybody, and be anything.
package struct ReceivedMessage: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        /// A mail server tells what became of a message.
        case notice(DeliveryNotice)
        /// The reader's program tells that a message was opened, or thrown away (RFC 8098).
        case readReceipt
        /// Written by a program, such as that of somebody who is on leave (RFC 3834).
        case automaticReply
        case other
    }

    /// With its angle brackets; nil when it has none.
    let messageID: String?
    let kind: Kind
    /// The Message-IDs of what it is about: that in the copy that came with it, or else those that it answers.
    let about: [String]
    /// All others that it names.
    let mentions: [String]

    /// Nil when it is no message. `bytes` may be only the first of it.
    package init?(_ bytes: [UInt8]) {
        // A carriage return alone ended lines on old computers.
        let isOld = !bytes.contains(0x0A) && bytes.contains(0x0D)
        var bytes = isOld ? bytes.map { $0 == 0x0D ? 0x0A : $0 } : bytes
        // A message out of a mailbox that is one file has that line before it (RFC 4155).
        if bytes.starts(with: "From ".utf8) { bytes = Array(bytes.drop { $0 != 0x0A }.dropFirst()) }
        guard let tree = MessageTree(bytes) else { return nil }
        let text = tree.ownText
        let words = NoticeText("\(tree.subject)\n\(text)")
        messageID = tree.header("message-id")?.messageIDs.first
        kind = Kind(tree, words)
        let copies = tree.all.dropFirst().filter(\.isMessage).compactMap { $0.header("message-id")?.messageIDs.first }
        let answered = ["in-reply-to", "references"].compactMap(tree.header).flatMap(\.messageIDs)
        let receipts = tree.all.filter { $0.type.hasSuffix("disposition-notification") }
            .flatMap { DeliveryStatus($0.content).originals }
        let named = Array(text.utf8).messageIDs()
        var choices = [receipts, copies, answered + (words.copied.map { [$0] } ?? [])]
        // What gives a message back may be no MIME in the end: then its lines are looked through.
        if case .notice = kind, choices.joined().isEmpty {
            choices.append(NoticeText(String(decoding: bytes.prefix(256_000), as: UTF8.self)).ids(but: messageID))
        }
        choices.append(named)
        // What is only named in the text counts where nothing else tells.
        about = choices.first { !$0.isEmpty } ?? []
        mentions = Array(Set(choices.joined()).subtracting(about)).sorted()
    }
}

extension ReceivedMessage.Kind {
    fileprivate init(_ tree: MessageTree, _ words: NoticeText) {
        let statuses = tree.all.filter {
            ["message/delivery-status", "message/global-delivery-status"].contains($0.type)
        }
        .flatMap { DeliveryStatus($0.content).recipients }
        if tree.isReadReceipt {
            self = .readReceipt
        } else if let notice = DeliveryNotice(statuses) {
            self = .notice(notice)
        } else if tree.isOfMailServer {
            let failed = tree.header("x-failed-recipients").map {
                $0.split(separator: ",").compactMap { String($0).recipientAddress }
            }
            let outcome = words.outcome == .unclear && failed != nil ? .failed : words.outcome
            self = .notice(
                DeliveryNotice(outcome: outcome, recipients: failed ?? words.addresses, reason: words.reason))
        } else {
            self = tree.isAutomatic ? .automaticReply : .other
        }
    }
}
