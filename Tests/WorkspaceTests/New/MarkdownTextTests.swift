import Testing

@testable import Workspace

struct MarkdownTextTests {
    @Test(arguments: [
        ("Gewone tekst, met (haakjes) & een - streepje.", "Gewone tekst, met (haakjes) & een - streepje."),
        ("*a* _b_ `c` [d](e) <f> |g| \\", ##"\*a\* \_b\_ \`c\` \[d\](e) \<f> \|g\| \\"##),
        ("snake_case blijft", "snake_case blijft"),
        ("R&D &amp; &#65;", ##"R&D \&amp; \&#65;"##),
        ("# kop", ##"\# kop"##),
        ("## kop", "\\## kop"),
        ("#1", "#1"),
        ("> citaat", ##"\> citaat"##),
        ("- punt", ##"\- punt"##),
        ("+ punt", ##"\+ punt"##),
        ("-", ##"\-"##),
        ("---", ##"\---"##),
        ("-448 mensen", "-448 mensen"),
        ("1. punt", ##"1\. punt"##),
        ("12) punt", ##"12\) punt"##),
        ("11.07.2024", "11.07.2024"),
        ("~~~", ##"\~~~"##),
        ("{{ x }}", ##"\{\{ x \}\}"##),
        ("{% if %} {# c #}", ##"\{\% if %\} \{\# c #\}"##),
        ("100% {zeker}", ##"100% \{zeker\}"##),
        ("[^1] [a][b]", ##"\[^1\] \[a\]\[b\]"##),
        ("", ""),
    ])
    func `what Markdown or a tag would be is escaped`(text: String, written: String) {
        #expect(MarkdownText.written(text) == written)
    }
}
