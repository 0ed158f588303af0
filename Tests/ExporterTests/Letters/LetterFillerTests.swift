import Exporter
import Testing
import Workspace

@Suite("One letter after another")
struct LetterFillerTests {
    /// Sets of everything that one letter has and another has not.
    private static func sample() -> SampleCopy {
        SampleCopy(
            text: """
                {{ recipient.salutation }}

                {% if figures.saldo_eind < 0 %}
                Achterstand {{ derived.achterstand }} van {{ recipient.name }}.[^a]

                1. een {{ recipient.place }}
                2. twee
                {% elif figures.saldo_eind > 0 %}
                Voorsprong {{ derived.voorsprong }} {% if recipient.code == "GM0193" %}**{{ recipient.email }}**{% endif %}
                {% else %}
                Precies.
                {% endif %}

                [^a]: Noot voor {{ recipient.name }}.

                """)
    }

    @Test("Has nothing of the one before it, in every format", arguments: [Format.odt, .fodt, .html, .txt])
    func reused(format: Format) throws {
        let compiled = try Self.sample().letter()
        let recipients = compiled.letter.recipients
        let filler = try LetterFiller(compiled)
        for (before, recipient) in zip(recipients.reversed(), recipients) {
            _ = try filler.fill(before, as: format)
            let fresh = try LetterFiller(compiled).fill(recipient, as: format)
            #expect(try filler.fill(recipient, as: format) == fresh, "\(recipient.code) after \(before.code)")
        }
    }
}
