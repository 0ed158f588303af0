package import Exporter
internal import Foundation
internal import GRDB
internal import Printing
internal import Templating
internal import Workspace

extension Registry {
    /// Fixes a letter with all that it is made from, its recipients, and the exact bytes of every document, as the next
    /// mailing. `corrects` is the mailing that it corrects; `again` allows what was frozen before with the same input.
    ///
    /// The documents are made beside the registry, then put into it some at a time, and named in one transaction at the
    /// end: of a run that is stopped nothing is left, and what one leaves that is killed the next takes away.
    package func freeze(
        _ compiled: CompiledLetter, corrects: Int? = nil, again: Bool = false, by author: Author,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Bool
    ) async throws(RegistryError) -> Frozen {
        let letter = compiled.letter
        try letter.requireFilledIn()
        let sources: FrozenSources
        do throws(FileError) {
            sources = FrozenSources(try letter.filesRead())
        } catch {
            throw .refused(error.problem.message)
        }
        let place = "\(folder)/freezing"
        // Of runs that were killed; also when nothing new is frozen.
        do throws(LetterFailure) {
            try Rendering.removeLeftovers(at: place)
        } catch {
            throw .letters(error)
        }
        try removeUnused()
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
        let total = letter.recipients.count
        let frozen: Stored
        do throws(RegistryError) {
            frozen = try store(letter, sources, relation, rendered, again: again, by: author) {
                progress(total, total)
            }
        } catch {
            // What cannot go now, the next run takes away.
            try? removeUnused()
            throw error
        }
        CrashPoint.freezeCommitted.reach()
        return Frozen(
            mailing: frozen.mailing, recipients: total, dispatches: frozen.dispatches, sha256: frozen.sha256,
            head: frozen.head, diagnostics: diagnostics)
    }

    /// A mailing that is in the registry.
    struct Stored {
        let mailing: Int
        let dispatches: Int
        let sha256: String
        /// Of the chain of events.
        let head: String
    }

    /// A file of a letter that is put into the registry.
    private struct Staged {
        let recipient: Int
        let format: Format
        let sha256: String
    }

    /// The documents first, some at a time; then all else in one transaction, without waiting for anything.
    func store(
        _ letter: Letter, _ sources: FrozenSources, _ relation: (Int, Mailing.Relation)?,
        _ rendered: borrowing RenderedLetters, again: Bool, by author: Author, goesOn: @escaping () -> Bool = { true }
    ) throws(RegistryError) -> Stored {
        while true {
            let staged = try stage(letter, sources, rendered, goesOn)
            let stored = try write { db in
                if !again { try sources.requireNew(letter.name, db) }
                // Another run may have taken them for leftovers: then it is done again.
                guard try Self.areThere(sources.files.map(\.sha256) + staged.map(\.sha256), db) else {
                    return nil as Stored?
                }
                return try Self.store(letter, sources, relation, staged, rendered, author, db)
            }
            if let stored { return stored }
        }
    }

    private func stage(
        _ letter: Letter, _ sources: FrozenSources, _ rendered: borrowing RenderedLetters,
        _ goesOn: @escaping () -> Bool
    ) throws(RegistryError) -> [Staged] {
        var stage = DocumentStage(in: self, goesOn: goesOn)
        for file in sources.files { _ = try stage.add(file.bytes) }
        var staged: [Staged] = []
        for (index, recipient) in letter.recipients.enumerated() {
            for format in Format.frozen(for: recipient.channel) {
                let bytes: [UInt8]
                do throws(LetterFailure) {
                    bytes = try rendered.bytes(of: recipient, as: format)
                } catch {
                    throw .letters(error)
                }
                staged.append(Staged(recipient: index, format: format, sha256: try stage.add(bytes)))
            }
        }
        try stage.flush()
        return staged
    }

    private static func areThere(_ hashes: [String], _ db: Database) throws -> Bool {
        let find = try db.cachedStatement(sql: "SELECT count(*) FROM document WHERE sha256 = ?")
        return try hashes.allSatisfy { try Int.fetchOne(find, arguments: [$0]) == 1 }
    }

    private static func store(
        _ letter: Letter, _ sources: FrozenSources, _ relation: (Int, Mailing.Relation)?, _ staged: [Staged],
        _ rendered: borrowing RenderedLetters, _ author: Author, _ db: Database
    ) throws -> Stored {
        let number = (try Int.fetchOne(db, sql: "SELECT max(number) FROM mailing") ?? 0) + 1
        try insert(letter, number, sources, relation, db)
        for file in sources.files {
            try db.execute(
                sql: "INSERT INTO source (mailing, name, sha256) VALUES (?, ?, ?)",
                arguments: [number, file.name, file.sha256])
            try bringBack(file.sha256, db) { file.bytes }
        }
        var dispatches = 0
        for (position, recipient) in letter.recipients.enumerated() {
            try insert(recipient, of: letter, position, number, db)
            for channel in recipient.channel.dispatches {
                try insert(channel, to: recipient, of: letter, number, db)
                dispatches += 1
            }
        }
        let insert = try db.cachedStatement(
            sql: "INSERT INTO letter (mailing, code, format, sha256) VALUES (?, ?, ?, ?)")
        for file in staged {
            let recipient = letter.recipients[file.recipient]
            try insert.execute(
                arguments: [number, recipient.code.description, file.format.rawValue, file.sha256])
            try bringBack(file.sha256, db) { try rendered.bytes(of: recipient, as: file.format) }
        }
        let sha256 = try db.keep(FreezeManifest.bytes(of: number, db))
        try db.execute(sql: "INSERT INTO freeze (mailing, sha256) VALUES (?, ?)", arguments: [number, sha256])
        var detail = EventDetail()
        detail.sha256 = sha256
        var log = try EventLog(db, by: author)
        try log.add(.frozen, mailing: number, day: author.today, detail)
        CrashPoint.freezeStored.reach()
        return Stored(mailing: number, dispatches: dispatches, sha256: sha256, head: log.head)
    }

    /// Gives a document its bytes again that were destroyed with another mailing.
    private static func bringBack(_ sha256: String, _ db: Database, _ bytes: () throws -> [UInt8]) throws {
        let isEmpty = try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT length(bytes) = 0 FROM document WHERE sha256 = ?"), arguments: [sha256])
        if isEmpty == true { _ = try db.keep(bytes()) }
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

extension Letter {
    /// Refuses a letter in which somebody must still fill something in.
    fileprivate func requireFilledIn() throws(RegistryError) {
        let open = toFillIn.all
        guard !open.isEmpty else { return }
        let first = open.prefix(5).map { diagnostic in
            let line = diagnostic.place.line.map { ":\($0)" } ?? ""
            return "\(diagnostic.problem.message) (\(diagnostic.place.file)\(line))"
        }
        let rest = open.count > 5 ? ["and \(open.count - 5) more"] : []
        throw .refused(
            "nothing is frozen in which something is still to be filled in: " + (first + rest).joined(separator: "; "))
    }
}
