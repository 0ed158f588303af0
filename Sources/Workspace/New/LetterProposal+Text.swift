extension LetterProposal {
    /// `letter.md` of somebody who has no text yet: short, and showing what a tag is.
    var exampleText: String {
        """
        \(hasSalutations ? "{{ recipient.salutation }}" : "Geacht college,")

        \(FillIn.text.rawValue) Wat tussen dubbele accolades staat, wordt voor \
        elke ontvanger ingevuld. Zo staat hier de naam van de ontvanger: {{ recipient.name }}.
        \(figuresText)
        """
    }

    private var figuresText: String {
        guard let figures, !figures.columns.isEmpty else { return "" }
        let rows = figures.columns.map { "| \($0.label) | \(Self.printed($0)) |" }
        return """

            De cijfers van {{ recipient.name }}:

            | Gegeven | {{ recipient.name }} |
            | :--- | ---: |
            \(rows.joined(separator: "\n"))

            Bron: {{ letter.source }}, peildatum {{ letter.as_of }}.

            """
    }

    /// A yes or no is not printed but chosen by.
    private static func printed(_ column: ColumnProposal) -> String {
        switch column.type {
        case .boolean: "{% if figures.\(column.name) %}ja{% else %}nee{% endif %}"
        case .money: "{{ figures.\(column.name) | money }}"
        default: "{{ figures.\(column.name) }}"
        }
    }
}
