package import Templating

/// An earlier mailing that a letter follows on, as a reminder or a correction: what a letter may say of it.
package struct PreviousMailing: Sendable {
    /// What one recipient was sent.
    package struct Letter: Hashable, Sendable {
        package let code: String
        package let reference: String?
        /// That stands on it (dagtekening).
        package let date: CalendarDate?
        /// Nil when it has not left.
        package let sentOn: CalendarDate?
        package let isUnanswered: Bool

        package init(
            code: String, reference: String?, date: CalendarDate?, sentOn: CalendarDate?, isUnanswered: Bool
        ) {
            self.code = code
            self.reference = reference
            self.date = date
            self.sentOn = sentOn
            self.isUnanswered = isUnanswered
        }
    }

    package let number: Int
    /// The list that its recipients are in.
    package let list: String
    /// In the order of the mailing.
    package let letters: [Letter]
    private let indices: [String: Int]

    package init(number: Int, list: String, letters: [Letter]) {
        self.number = number
        self.list = list
        self.letters = letters
        indices = Dictionary(letters.indices.map { (RecipientCode.folded(letters[$0].code), $0) }) { first, _ in first }
    }

    package func letter(to code: RecipientCode) -> Letter? { indices[code.folded].map { letters[$0] } }
}

extension PreviousMailing {
    /// Where it stands among the files that a letter was made from.
    package var fileName: String { Self.fileName(number) }

    package static func fileName(_ number: Int) -> String { ".oproep/mailing-\(number).csv" }

    private static let header = "list,code,reference,date,sent_on,unanswered"

    /// The same facts as CSV (RFC 4180), so that they are kept with the files that a letter was made from.
    package var csv: [UInt8] {
        let rows = letters.map { letter in
            [
                list, letter.code, letter.reference ?? "", letter.date?.description ?? "",
                letter.sentOn?.description ?? "", "\(letter.isUnanswered)",
            ].map(Self.quoted).joined(separator: ",")
        }
        return Array(([Self.header] + rows).map { $0 + "\n" }.joined().utf8)
    }

    private static func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }

    /// Reads what `csv` wrote; nil when it is anything else.
    package init?(number: Int, csv: [UInt8]) {
        var diagnostics = Diagnostics()
        guard
            let table = try? CSVReader.read(
                csv, file: Self.fileName(number), header: .row(1), diagnostics: &diagnostics),
            !diagnostics.hasErrors, table.header.joined(separator: ",") == Self.header
        else { return nil }
        var list = ""
        var letters: [Letter] = []
        for row in table.rows.indices {
            let cells = table.header.indices.map { (try? table.text(row, $0)) ?? "" }
            list = cells[0]
            letters.append(
                Letter(
                    code: cells[1], reference: cells[2].isEmpty ? nil : cells[2], date: CalendarDate(iso: cells[3]),
                    sentOn: CalendarDate(iso: cells[4]), isUnanswered: cells[5] == "true"))
        }
        self.init(number: number, list: list, letters: letters)
    }
}
