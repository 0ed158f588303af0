package import Exporter
internal import Foundation
internal import GRDB
internal import Templating
internal import Workspace

extension Registry {
    /// Fixes a letter with all that it is made from, its recipients, and the exact bytes of every document, as the next
    /// mailing. `corrects` is the mailing that it corrects; `again` allows what was frozen before with the same input.
    ///
    /// The documents are made beside the registry, and put into it in one transaction at the end: of a run that is
    /// stopped, or killed, nothing is left.
    package func freeze(
        _ compiled: CompiledLetter, corrects: Int? = nil, again: Bool = false, by author: Author,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Bool
    ) async throws(RegistryError) -> Frozen {
        let letter = compiled.letter
        let sources: FrozenSources
        do throws(FileError) {
            sources = FrozenSources(try letter.filesRead())
        } catch {
            throw .refused(error.problem.message)
        }
        let place = "\(folder)/freezing"
        do throws(LetterFailure) {
            // Also when nothing new is frozen.
            try Rendering.removeLeftovers(at: place)
        } catch {
            throw .letters(error)
        }
        if !again { try read { try sources.requireNew(letter.name, $0) } }
        let rendered: RenderedLetters
        do throws(LetterFailure) {
            rendered = try await Rendering(freezing: compiled, in: place).make(progress: progress)
        } catch {
            throw .letters(error)
        }
        CrashPoint.freezeRendered.reach()
        let relation: (Int, Mailing.Relation)? =
            letter.definition.addressees?.unanswered.map { ($0, .reminder) } ?? corrects.map { ($0, .correction) }
        let diagnostics = rendered.diagnostics
        let frozen = try store(letter, sources, relation, rendered, again: again, by: author)
        CrashPoint.freezeCommitted.reach()
        return Frozen(
            mailing: frozen.mailing, recipients: letter.recipients.count, dispatches: frozen.dispatches,
            sha256: frozen.sha256, head: frozen.head, diagnostics: diagnostics)
    }

    /// Without waiting for anything.
    func store(
        _ letter: Letter, _ sources: FrozenSources, _ relation: (Int, Mailing.Relation)?,
        _ rendered: borrowing RenderedLetters, again: Bool, by author: Author
    ) throws(RegistryError) -> (mailing: Int, dispatches: Int, sha256: String, head: String) {
        try write { db in
            if !again { try sources.requireNew(letter.name, db) }
            let number = (try Int.fetchOne(db, sql: "SELECT max(number) FROM mailing") ?? 0) + 1
            try Self.insert(letter, number, sources, relation, db)
            for (name, bytes) in sources.files {
                try db.execute(
                    sql: "INSERT INTO source (mailing, name, sha256) VALUES (?, ?, ?)",
                    arguments: [number, name, try db.keep(bytes)])
            }
            var dispatches = 0
            for (position, recipient) in letter.recipients.enumerated() {
                try Self.insert(recipient, of: letter, position, number, db)
                let code = recipient.code.description
                for format in Format.frozen(for: recipient.channel) {
                    try db.cachedStatement(
                        sql: "INSERT INTO letter (mailing, code, format, sha256) VALUES (?, ?, ?, ?)"
                    )
                    .execute(arguments: [
                        number, code, format.rawValue, try db.keep(rendered.bytes(of: recipient, as: format)),
                    ])
                }
                for channel in recipient.channel.dispatches {
                    try Self.insert(channel, to: recipient, of: letter, number, db)
                    dispatches += 1
                }
            }
            let sha256 = try db.keep(FreezeManifest.bytes(of: number, db))
            try db.execute(sql: "INSERT INTO freeze (mailing, sha256) VALUES (?, ?)", arguments: [number, sha256])
            var detail = EventDetail()
            detail.sha256 = sha256
            var log = try EventLog(db, by: author)
            try log.add(.frozen, mailing: number, day: author.today, detail)
            CrashPoint.freezeStored.reach()
            return (number, dispatches, sha256, log.head)
        }
    }

    // MARK: Rows

    private static func insert(
        _ letter: Letter, _ number: Int, _ sources: FrozenSources, _ relation: (number: Int, Mailing.Relation)?,
        _ db: Database
    ) throws {
        // A letter that was made has all of these.
        guard let date = letter.definition.date, let first = letter.recipients.first else {
            throw RegistryError.refused("the letter goes to nobody")
        }
        let list = letter.definition.addressees?.list ?? letter.previous?.list
        try db.execute(
            sql: """
                INSERT INTO mailing (number, letter, list, subject, date, reply_by, approval, previous, relation,
                    sources_sha256, state)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                number, letter.name, list, letter.value(of: "letter.subject", for: first).description, date.description,
                letter.definition.replyBy?.description, letter.settings.approval.rawValue, relation?.number,
                relation?.1.rawValue, sources.sha256, MailingState.frozen.rawValue,
            ])
    }

    private static func insert(
        _ recipient: LetterRecipient, of letter: Letter, _ position: Int, _ number: Int, _ db: Database
    ) throws {
        let frame = letter.frame(of: recipient)
        func text(_ path: String) -> String? {
            guard let slot = letter.slot(of: path), !frame.values[slot].isEmpty else {
                return nil
            }
            return frame.values[slot].description
        }
        try db.cachedStatement(
            sql: """
                INSERT INTO recipient (mailing, position, code, name, reference, successor, reply, due)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            number, position, recipient.code.description, recipient.name, text("letter.reference"),
            text("recipient.successor"), ReplyState.none.rawValue, letter.definition.replyBy?.description,
        ])
    }

    private static func insert(
        _ channel: DispatchChannel, to recipient: LetterRecipient, of letter: Letter, _ number: Int, _ db: Database
    ) throws {
        let isEmail = channel == .email
        // RFC 5322 §3.6.4: chosen before anything leaves, so that it can be found again wherever it went.
        let messageID =
            isEmail ? letter.settings.messageDomain.map { "<\(UUID().uuidString.lowercased())@\($0)>" } : nil
        try db.cachedStatement(
            sql: """
                INSERT INTO dispatch (mailing, code, channel, email, message_id, delivery) VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            number, recipient.code.description, channel.rawValue,
            isEmail ? letter.value(of: "recipient.email", for: recipient).description : nil,
            messageID,
            DeliveryState.ready.rawValue,
        ])
    }
}

extension Settings {
    /// Of the address that e-mail comes from.
    fileprivate var messageDomain: String? {
        emailSender?.description.split(separator: "@").last.map(String.init)
    }
}
