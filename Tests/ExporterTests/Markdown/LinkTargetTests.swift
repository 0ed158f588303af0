import Exporter
import Testing
import Workspace

@Suite("Where a link goes")
struct LinkTargetTests {
    private static let refused = [
        // The value would be, or go on with, the scheme, the user, the host or the port.
        "{{ recipient.place }}", "{{ recipient.place }}://x.nl", "https:{{ recipient.place }}",
        "https:/{{ recipient.place }}", "https://{{ recipient.place }}", "https://{{ recipient.place }}/a",
        "https://a{{ recipient.place }}.nl/", "https://x.nl{{ recipient.place }}", "https://x.nl@{{ recipient.place }}",
        "https://x.nl@{{ recipient.place }}/a", "https://{{ recipient.place }}@x.nl/",
        "https://x.nl:{{ recipient.place }}",
        "https://x.nl:{{ recipient.place }}/a", "https://x.nl:80{{ recipient.place }}",
        "https://[::{{ recipient.place }}]/",
        "//{{ recipient.place }}/a", "//x.nl/{{ recipient.place }}", "/{{ recipient.place }}",
        "mailto:{{ recipient.place }}",
        "mailto:a@{{ recipient.place }}", "mailto:{{ recipient.place }}@x.nl?subject=a", "tel:{{ recipient.place }}",
        "tel:038{{ recipient.place }}", "tel:038?{{ recipient.place }}", "javascript:{{ recipient.place }}",
        "data:text/html,{{ recipient.place }}", "https:\\\\\\\\x.nl/{{ recipient.place }}",
        // No host, or one that programs do not agree on.
        "https:", "https:/x.nl", "https://", "https:///a", "https://@/a", "https://:80/a", "https://a@b@c.nl/",
        "https://x.nl:port/", "https://x.nl:/", "https://[::1/", "https://[x]/", "https://x.nl\\\\\\\\@y.nl/",
        "<https://x.nl&#9;y/>", "<https://x.nl @y.nl/>", "<https://x.nl&#8203;/>", "mailto:", "tel:", "x.nl", "#a",
        "?a",
    ]

    @Test("Is the text's own to say", arguments: refused)
    func refuses(target: String) throws {
        let report = try SampleCopy(text: "[x](\(target))\n").report()
        #expect(report.contains("[bad-link]"), "\(report)")
    }

    private static let accepted: [(String, String)] = [
        ("https://x.nl/{{ recipient.place }}", "https://x.nl/DEVENTER"),
        ("https://x.nl?{{ recipient.place }}", "https://x.nl?DEVENTER"),
        ("https://x.nl#{{ recipient.place }}", "https://x.nl#DEVENTER"),
        ("https://u@x.nl:8443/{{ recipient.postcode }}", "https://u@x.nl:8443/7400%20GC"),
        ("https://[2001:db8::1]:80/{{ recipient.place }}", "https://[2001:db8::1]:80/DEVENTER"),
        ("HTTPS://x.nl/a%20b?c={{ recipient.place }}", "HTTPS://x.nl/a%20b?c=DEVENTER"),
        ("https://x.nl/100%{{ recipient.place }}", "https://x.nl/100%25DEVENTER"),
        ("mailto:a@x.nl?subject={{ recipient.postcode }}", "mailto:a@x.nl?subject=7400%20GC"),
        ("tel:+31384252525", "tel:+31384252525"),
    ]

    @Test("May have values after the host, percent-encoded, in all formats", arguments: accepted)
    func takes(target: String, expected: String) throws {
        let sample = SampleCopy(text: "[x](\(target))\n")
        let letter = try sample.letter()
        let filler = try LetterFiller(letter)
        let recipient = try #require(letter.letter.recipients.first { "\($0.code)" == "GM0150" })
        for (format, written) in [
            (Format.fodt, "xlink:href=\"\(expected)\""), (.html, "href=\"\(expected)\""), (.txt, "x (\(expected))"),
        ] {
            let text = String(decoding: try filler.fill(recipient, as: format), as: UTF8.self)
            #expect(text.contains(written), "\(format)")
        }
    }
}
