import Templating

extension LetterProposal {
    /// `letter.yaml`, with a line for every key that a letter may have.
    var yaml: String {
        """
        # What this letter needs. 'oproep check \(name)' tells everything that is wrong with it.
        subject: \(YAMLText.written(subject))
        date: \(date)  # dagtekening, as printed on the letter
        reference: "\(reference){{ recipient.code }}"  # kenmerk, another for each recipient
        # case: "2024/0123"  # zaaknummer
        # contact: { name: …, phone: …, email: … }  # who knows about it (behandelaar)
        # language: en-GB  # when it is not the one in oproep.yaml

        recipients:
          list: \(YAMLText.written(list))  # recipients/\(Problem.shown(list)).csv
          # where: recipient.place == "ZWOLLE"  # who of the list is addressed; also by figures: figures.saldo < 0

        \(figuresText)
        # tables:  # several rows for a recipient, printed with {% for m in tables.maanden %} … {% endfor %}
        #   maanden: { file: maanden.csv, key: code, columns: { maand: { type: text }, aantal: { type: integer } } }
        # derived:  # calculated, and printed as {{ derived.achterstand }}
        #   achterstand: max(0, -figures.saldo)
        # checks:  # what must be true before a letter is made
        #   - that: total.saldo == -679
        #     because: totaal volgens de bron
        # values:  # words of this letter, printed as {{ values.naam_regeling }}
        #   naam_regeling: Subsidieregeling huisvesting

        signatory:
          closing: Met vriendelijke groet,
          # on_behalf_of: …  # printed as 'namens …,'
          name: \(FillIn.name.rawValue)  # \(FillIn.mark): who signs
          title: \(FillIn.title.rawValue)  # \(FillIn.mark): in which function
          # signature: handtekening.png  # an image in this folder
        # email: { subject: "{{ letter.subject }}", text: email.md }  # the message that it is sent with
        # copies: [ … ]  # afschrift, printed under the signature
        # attachments: [ bijlage.pdf ]  # sent along, and listed in the letter
        # reply_by: \(date.advanced(by: 41).nextWorkingDay)  # starts the reply term

        """
    }

    /// `2024-0711-`
    private var reference: String {
        let digits = date.description.split(separator: "-")
        return "\(digits[0])-\(digits.dropFirst().joined())-"
    }

    private var figuresText: String {
        guard let figures else {
            return """
                # figures:  # a table with one row per recipient, printed as {{ figures.saldo }}
                #   file: figures.csv
                #   key: code  # the column with the codes of the recipients
                #   source: …  # where they come from
                #   as_of: \(date)  # the day that they describe (peildatum)
                #   columns:  # text, integer, decimal, money, date or boolean
                #     saldo: { type: integer, label: Saldo }
                """
        }
        let headerRow = figures.headerRow.map { "\n  header_row: \($0)  # the row with the column names" } ?? ""
        return """
            figures:  # printed as {{ figures.NAME }}, and as {{ total.NAME }} over all rows
              file: figures.csv\(headerRow)
              key: \(YAMLText.written(figures.key))  # the column with the codes of the recipients
              source: \(FillIn.source.rawValue)  # \(FillIn.mark): where the figures come from
              as_of: \(date)  # \(FillIn.mark): the day that they describe (peildatum); when it is this one, take this mark out
              columns:\(figures.columns.isEmpty ? " {}" : "")  # text, integer, decimal, money, date or boolean
            \(figures.columns.map(Self.line).joined(separator: "\n"))
            """
    }

    private static func line(_ column: ColumnProposal) -> String {
        var keys = ["type: \(column.type.rawValue)"]
        if column.heading != column.name { keys.append("column: \(YAMLText.written(column.heading))") }
        keys.append("label: \(YAMLText.written(column.label))")
        if let missing = column.missing { keys.append("missing: \(YAMLText.written(missing))") }
        let line = "    \(column.name): { \(keys.joined(separator: ", ")) }"
        let comment = column.comment
        return comment.isEmpty ? line : "\(line)  # \(comment)"
    }
}

extension ColumnProposal {
    /// What its writer is to look at.
    package var comment: String {
        [emptyComment, doubtComment, identifierComment, readingsComment].compactMap(\.self).joined(separator: "; ")
    }

    /// What is to be done about cells with nothing in them.
    var emptyComment: String? {
        guard let first = empty.first else { return nil }
        let cells = empty.count == 1 ? "\(first) is empty" : "\(empty.count) cells are empty (\(first), …)"
        let what = missing == nil ? "fill in, or add 'missing: …'" : "say what that means"
        return "\(cells): \(what)"
    }

    /// What is to be done when most of it are numbers.
    private var doubtComment: String? {
        doubt.map { "\($0): mend it and write 'type: decimal' to count with it" }
    }

    private var identifierComment: String? {
        identifier.map { "names something: a number would be printed \($0); 'type: integer' to count with it" }
    }

    private var readingsComment: String? {
        readings.map {
            "say what its points and commas are: 'decimals: comma' (\($0.comma)) or 'decimals: point' (\($0.point))"
        }
    }
}
