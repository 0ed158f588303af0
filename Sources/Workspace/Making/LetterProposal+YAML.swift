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
          name: vul de naam in  # FILL IN: who signs
          title: vul de functie in  # FILL IN: in which function
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
                #   columns:  # text, integer, decimal, date or boolean
                #     saldo: { type: integer, label: Saldo }
                """
        }
        let columns = figures.columns.map(Self.line) + figures.unusable.map(Self.comment)
        return """
            figures:  # printed as {{ figures.NAME }}, and as {{ total.NAME }} over all rows
              file: figures.csv
              key: \(YAMLText.written(figures.key))  # the column with the codes of the recipients
              source: vul de bron in  # FILL IN: where the figures come from
              as_of: \(date)  # FILL IN: the day that they describe (peildatum)
              columns:\(figures.columns.isEmpty ? " {}" : "")  # text, integer, decimal, date or boolean
            \(columns.joined(separator: "\n"))
            """
    }

    private static func line(_ column: ColumnProposal) -> String {
        var keys = ["type: \(column.type.rawValue)", "label: \(YAMLText.written(column.label))"]
        if let missing = column.missing { keys.append("missing: \(YAMLText.written(missing))") }
        let line = "    \(column.name): { \(keys.joined(separator: ", ")) }"
        let comments = [column.emptyComment, column.doubtComment].compactMap(\.self)
        return comments.isEmpty ? line : "\(line)  # \(comments.joined(separator: "; "))"
    }

    private static func comment(_ column: FiguresProposal.Unusable) -> String {
        "    # '\(column.header)': \(column.reason)"
    }
}

extension ColumnProposal {
    /// What is to be done about cells with nothing in them.
    package var emptyComment: String? {
        guard let first = empty.first else { return nil }
        let cells = empty.count == 1 ? "\(first) is empty" : "\(empty.count) cells are empty (\(first), …)"
        let what = missing == nil ? "fill in, or add 'missing: …'" : "say what that means"
        return "\(cells): \(what)"
    }

    /// What is to be done when most of it are numbers.
    package var doubtComment: String? {
        doubt.map { "\($0): mend it and write 'type: decimal' to count with it" }
    }
}
