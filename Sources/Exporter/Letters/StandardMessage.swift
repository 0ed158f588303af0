import Templating

/// What an e-mail says when the letter does not: that the letter is with it.
enum StandardMessage {
    static func text(in language: Language) -> SourceFile {
        SourceFile(name: "the standard e-mail", text: language == .dutch ? dutch : english)
    }

    private static let dutch = """
        {% if recipient.salutation != "" %}
        {{ recipient.salutation }}
        {% else %}
        Geachte heer, mevrouw,
        {% endif %}

        Bijgaand ontvangt u onze brief ‘{{ letter.subject }}’ van {{ letter.date }}\
        {% if letter.reference != "" %}, met kenmerk {{ letter.reference }}{% endif %}.

        {% if signatory.closing != "" %}
        {{ signatory.closing }}
        {% endif %}

        {{ sender.name }}
        """

    private static let english = """
        {% if recipient.salutation != "" %}
        {{ recipient.salutation }}
        {% else %}
        Dear Sir or Madam,
        {% endif %}

        Please find attached our letter ‘{{ letter.subject }}’ of {{ letter.date }}\
        {% if letter.reference != "" %}, reference {{ letter.reference }}{% endif %}.

        {% if signatory.closing != "" %}
        {{ signatory.closing }}
        {% endif %}

        {{ sender.name }}
        """
}
