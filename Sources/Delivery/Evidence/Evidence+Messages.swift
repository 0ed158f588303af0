internal import Foundation

extension Evidence {
    /// What a message in a mailbox tells of letters.
    mutating func add(_ message: ReceivedMessage, _ bytes: [UInt8], of file: String, at time: Date?) {
        if let id = message.messageID {
            add(.accepted, of: id, at: time)
            // A copy of a letter: what it says is ours.
            if letters?.contains(id) == true { return }
        }
        let named = (message.about + message.mentions).filter(isAskedFor)
        let about = message.about.filter(isAskedFor)
        switch message.kind {
        case .notice(let notice):
            for id in about { add(statement(of: notice, bytes, file), of: id, at: time) }
            if about.isEmpty {
                for id in named { add(.reported("a notice about another message names it", file), of: id, at: time) }
            }
            if named.isEmpty || letters == nil, [.failed, .unclear].contains(notice.outcome) {
                addStray(Stray(recipients: notice.recipients, reason: notice.reason, file: file, time: time))
            }
        case .readReceipt:
            for id in about { add(.noted("a read receipt", file), of: id, at: time) }
        case .automaticReply:
            for id in named { add(.reported("an automatic reply", file), of: id, at: time) }
        case .other:
            for id in named { add(.reported("an answer, or another message that names it", file), of: id, at: time) }
        }
    }

    private func statement(of notice: DeliveryNotice, _ bytes: [UInt8], _ file: String) -> Statement {
        switch notice.outcome {
        case .failed:
            .returned(
                Returned(
                    recipients: notice.recipients, reason: notice.reason, file: file,
                    notice: Returned.Notice(name: "\(Self.noticeName(file)).eml", bytes: bytes)))
        case .delayed: .noted("delayed, and the mail server goes on trying: \(notice.reason)", file)
        case .delivered: .noted("delivered, says the mail server: \(notice.reason)", file)
        case .unclear: .reported("a mail server's notice that is not understood: \(notice.reason)", file)
        }
    }

    /// Without the folder, and the flags behind the colon.
    private static func noticeName(_ file: String) -> Substring {
        file.drop { $0 != "/" }.dropFirst().prefix { $0 != ":" }
    }
}
