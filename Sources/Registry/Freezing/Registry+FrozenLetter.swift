package import Exporter
internal import GRDB
package import Templating
package import Workspace

/// A letter made again of what was frozen of it.
package struct FrozenLetter: Sendable {
    package let mailing: Mailing
    package let compiled: CompiledLetter
    /// What is said of it, without errors.
    package let diagnostics: Diagnostics
}

extension Registry {
    package func mailing(_ number: Int) throws(RegistryError) -> Mailing {
        try read { try Mailing.find(number, $0) }
    }

    /// The letter of a mailing, from its frozen files, addressed to those to whom it was frozen.
    package func letter(of number: Int) throws(RegistryError) -> FrozenLetter {
        let (mailing, files, codes) = try read { db in
            let mailing = try Mailing.find(number, db)
            try FreezeProof.requireManifest(of: mailing, db)
            let rows = try Row.fetchAll(
                db, sql: "SELECT name, sha256 FROM source WHERE mailing = ?", arguments: [number])
            let files = try rows.map { row in (name: try row.text("name"), bytes: try db.document(row.text("sha256"))) }
            let codes = try String.fetchSet(
                db, sql: "SELECT code FROM recipient WHERE mailing = ?", arguments: [number])
            return (mailing, files, codes)
        }
        let corrected = mailing.previous.flatMap { $0.relation == .correction ? $0.number : nil }
        let made = try FrozenFiles(files).letter(mailing.letter, correcting: corrected, to: codes)
        return FrozenLetter(mailing: mailing, compiled: made.compiled, diagnostics: made.diagnostics)
    }

    // MARK: What was frozen of one recipient

    /// The bytes that were frozen; nil when there are none in this format.
    package func document(
        of number: Int, to code: String, as format: Format
    ) throws(RegistryError) -> [UInt8]? {
        try read { db in
            try String.fetchOne(
                db, sql: "SELECT sha256 FROM letter WHERE mailing = ? AND code = ? AND format = ?",
                arguments: [number, code, format.rawValue]
            ).map(db.document)
        }
    }

    /// All that was frozen of a mailing in some formats, or of those with some codes: gives each to `body`.
    package func forEachDocument(
        of number: Int, _ formats: [Format], only codes: Set<String>? = nil,
        _ body: (_ code: String, _ name: String, _ format: Format, _ bytes: [UInt8]) throws -> Void
    ) throws(RegistryError) {
        try read { db in
            try FreezeProof.requireManifest(of: Mailing.find(number, db), db)
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT letter.code, name, format, sha256 FROM letter
                    JOIN recipient ON recipient.mailing = letter.mailing AND recipient.code = letter.code
                    WHERE letter.mailing = ? ORDER BY position, format
                    """, arguments: [number])
            while let row = try rows.next() {
                let code = try row.text("code")
                guard let format = Format(rawValue: try row.text("format")), formats.contains(format),
                    codes?.contains(code.uppercased()) ?? true
                else { continue }
                try body(code, row.text("name"), format, db.document(row.text("sha256")))
            }
        }
    }

    /// A file that a letter was frozen with, by its name from the workspace; nil when there is none.
    package func source(_ name: String, of number: Int) throws(RegistryError) -> [UInt8]? {
        try read { db in
            try String.fetchOne(
                db, sql: "SELECT sha256 FROM source WHERE mailing = ? AND name = ?", arguments: [number, name]
            ).map(db.document)
        }
    }

    // MARK: As another letter's previous one

    /// What a letter that follows on a mailing may say of it; nil when there is none.
    package func previousMailing(_ number: Int) throws(RegistryError) -> PreviousMailing? {
        try read { db in
            guard try Mailing.all(db).contains(where: { $0.number == number }) else { return nil }
            let mailing = try Mailing.find(number, db)
            let letters = try MailingRecipient.of(mailing, db).map { recipient in
                let hasLeft = recipient.correspondence.hasLeft
                // Who was not sent it is told nothing of it.
                return PreviousMailing.Letter(
                    code: recipient.code, reference: hasLeft ? recipient.reference : nil,
                    date: hasLeft ? mailing.date : nil, sentOn: recipient.correspondence.sentOn,
                    isUnanswered: hasLeft && recipient.correspondence.reply.isOpen)
            }
            return PreviousMailing(number: number, list: mailing.list, letters: letters)
        }
    }
}
