internal import Exporter
internal import GRDB
package import Templating
package import Workspace

/// What somebody must know who is to approve a mailing.
package struct Review: Sendable {
    package let mailing: Mailing
    package let recipients: Int
    package let channels: [(channel: DispatchChannel, dispatches: Int)]
    package let source: String?
    package let asOf: CalendarDate?
    package let checks: [CheckResult]
    package let coverage: [Variant]
    /// What columns of figures are called in words, by `figures.NAME`.
    package let labels: [String: String]
    /// Letters that together take every way through the text, at most three.
    package let samples: [LetterRecipient]
    package let warnings: [ReviewWarning]
    /// Who froze it, and when (UTC).
    package let frozenBy: (actor: String, time: String)
    package let approvedBy: (actor: String, time: String, mandate: String?)?
    /// Of the chain of events.
    package let head: String
    package let diagnostics: Diagnostics
}

extension Review {
    /// A way through the text.
    package struct Variant: Sendable {
        package let branch: Branch
        /// How many recipients take it.
        package let count: Int
        /// The first of them: `Zwolle (GM0193)`.
        let example: String?
    }
}

extension Registry {
    /// Proves first that the mailing is what was frozen.
    package func review(_ number: Int, today: CalendarDate) throws(RegistryError) -> Review {
        try review(letter(of: number), today: today)
    }

    /// The same of a letter that was made already. `head` is that of the chain of events; the last when it is nil.
    package func review(
        _ frozen: FrozenLetter, today: CalendarDate, head: String? = nil
    ) throws(RegistryError) -> Review {
        let number = frozen.mailing.number
        let check = LetterCheck(frozen.compiled)
        let letter = frozen.compiled.letter
        return try readAtLength { db in
            try FreezeProof.require(frozen.mailing, db, goesOn)
            let events = try Row.fetchAll(
                db, sql: "SELECT * FROM event WHERE mailing = ? AND kind IN ('frozen', 'approved') ORDER BY id",
                arguments: [number]
            ).map(Event.init)
            guard let freezing = events.first(where: { $0.kind == .frozen }) else {
                throw RegistryError.damaged("nobody froze mailing \(number): run 'oproep audit'")
            }
            let counts = try Row.fetchAll(
                db, sql: "SELECT channel, count(*) AS dispatches FROM dispatch WHERE mailing = ? GROUP BY channel",
                arguments: [number])
            let channels = try DispatchChannel.allCases.compactMap { channel in
                try counts.first { try $0.text("channel") == channel.rawValue }.map {
                    (channel, try $0.number("dispatches"))
                }
            }
            return Review(
                mailing: frozen.mailing, recipients: letter.recipients.count, channels: channels,
                source: letter.definition.figures?.source, asOf: letter.definition.figures?.asOf,
                checks: letter.checkResults,
                coverage: check.coverage.map { item in
                    Review.Variant(
                        branch: item.branch, count: item.count,
                        example: item.first.map { letter.recipients[$0].label })
                },
                labels: Self.labels(letter), samples: Self.samples(letter, check.coverage),
                warnings: try Self.warnings(frozen, check, today: today)
                    + Self.warnings(frozen.mailing, today: today, db),
                frozenBy: (freezing.actor, freezing.time),
                approvedBy: events.first { $0.kind == .approved }.map { ($0.actor, $0.time, $0.detail.mandate) },
                head: try head ?? EventLog.head(db), diagnostics: frozen.diagnostics)
        }
    }

    /// Of what has become of the mailing that it follows on.
    private static func warnings(_ mailing: Mailing, today: CalendarDate, _ db: Database) throws -> [ReviewWarning] {
        guard let previous = mailing.previous else {
            return try Following.others(of: mailing, db).map {
                .alsoWritten(mailing: $0.number, recipients: $0.recipients)
            }
        }
        var warnings = try Following.outdated(mailing, db).sorted { $0.key < $1.key }.map {
            ReviewWarning.outdated($0.value)
        }
        guard previous.relation == .reminder else { return warnings }
        let reminded = Set(
            try String.fetchAll(db, sql: "SELECT code FROM recipient WHERE mailing = ?", arguments: [mailing.number]))
        for recipient in try MailingRecipient.of(Mailing.find(previous.number, db), db)
        where reminded.contains(recipient.code) {
            let now = recipient.correspondence
            if now.dispatches.contains(where: { $0.delivery == .returned }) {
                warnings.append(.cameBack(recipient.label))
            }
            if !now.reply.isOpen { warnings.append(.hasAnswered(recipient.label)) }
            if let due = now.due, now.reply.isOpen, due >= today {
                warnings.append(.hasTime(recipient.label, until: due))
            }
        }
        return warnings
    }

    private static func labels(_ letter: Letter) -> [String: String] {
        let columns = letter.definition.figures?.columns ?? []
        let labels = columns.compactMap { column in column.label.map { ("figures.\(column.name)", $0) } }
        return Dictionary(labels) { $1 }
    }

    private static func samples(_ letter: Letter, _ coverage: [LetterCheck.Coverage]) -> [LetterRecipient] {
        // Then those whose names and addresses may be too long for their place.
        let longest = letter.recipients.max { $0.name.count < $1.name.count }
        var indices = coverage.compactMap(\.first)
        indices += [letter.recipients.indices.first].compactMap(\.self)
        var samples: [LetterRecipient] = []
        for recipient in indices.map({ letter.recipients[$0] }) + [longest].compactMap(\.self)
        where samples.count < 3 && !samples.contains(where: { $0.code == recipient.code }) {
            samples.append(recipient)
        }
        return samples
    }

    private static func warnings(_ frozen: FrozenLetter, _ check: LetterCheck, today: CalendarDate) -> [ReviewWarning] {
        let definition = frozen.compiled.letter.definition
        var warnings: [ReviewWarning] = []
        if let date = definition.date, date != today { warnings.append(.anotherDay(date: date, today: today)) }
        if let replyBy = definition.replyBy, replyBy <= today { warnings.append(.replyIsOver(replyBy)) }
        if definition.figures != nil, definition.checks.isEmpty { warnings.append(.noChecks) }
        return warnings
            + (frozen.diagnostics.all + check.diagnostics.all).map {
                .diagnostic("\($0.message) (\($0.place.file))")
            }
    }
}
