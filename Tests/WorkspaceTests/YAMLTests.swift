import Support
import Templating
import Testing
import Workspace

/// How `letter.yaml` and `oproep.yaml` are read, whatever they say.
struct YAMLTests {
    /// The report of a letter whose first line is something else.
    private func report(subject line: String) throws -> String {
        var workspace = TemporaryWorkspace()
        workspace.replace("subject: Oproep", with: line, in: \.letter)
        return try workspace.report()
    }

    @Test func `values are read as they are written`() throws {
        var workspace = TemporaryWorkspace()
        workspace.letter += """
            case: 0141
            values: { no: no, zeros: 007, date: 2024-01-01, float: 1.50, quoted: "~", folded: 'it''s', yes: Yes }

            """
        let (loaded, diagnostics) = try workspace.load()
        let letter = try #require(loaded)
        #expect(diagnostics.all.isEmpty)
        let expected = [
            "letter.case": "0141", "values.no": "no", "values.zeros": "007", "values.date": "2024-01-01",
            "values.float": "1.50", "values.quoted": "~", "values.folded": "it's", "values.yes": "Yes",
        ]
        for (path, text) in expected {
            #expect(letter.value(of: path, for: letter.recipients[0]) == .text(text), "\(path)")
        }
    }

    @Test(arguments: [
        (
            "subject: Oproep: huisvesting",
            """
            letters/oproep/letter.yaml:1:16: error: this is not YAML: mapping values are not allowed in this context [bad-yaml]
                1 | subject: Oproep: huisvesting
                  |                ^ put a text that holds ': ' between quotes
            """
        ),
        (
            "subject: {{ recipient.name }}",
            """
            letters/oproep/letter.yaml:1:10: error: this is not YAML: {{ begins a mapping [bad-yaml]
                1 | subject: {{ recipient.name }}
                  |          ^~~~~~~~~~~~~~~~~~~~ put the whole value between quotes
            """
        ),
        (
            "subject: {{ recipient.name }} en meer",
            """
            letters/oproep/letter.yaml:1:31: error: this is not YAML: did not find expected key [bad-yaml]
                1 | subject: {{ recipient.name }} en meer
                  |                               ^ put the whole value between quotes
            """
        ),
        (
            "\tsubject: Oproep",
            """
            letters/oproep/letter.yaml:1:1: error: this is not YAML: found character that cannot start any token [bad-yaml]
                1 | \tsubject: Oproep
                  | ^ indent with spaces, not with tabs
            """
        ),
        (
            "subject: @Oproep",
            """
            letters/oproep/letter.yaml:1:10: error: this is not YAML: found character that cannot start any token [bad-yaml]
                1 | subject: @Oproep
                  |          ^ put a text that begins with this character between quotes
            """
        ),
        (
            "subject: *Oproep*",
            """
            letters/oproep/letter.yaml:1:17: error: this is not YAML: did not find expected alphabetic or numeric \
            character [bad-yaml]
                1 | subject: *Oproep*
                  |                 ^ put a text that begins with * or & between quotes
            """
        ),
        (
            "subject: *Oproep",
            """
            letters/oproep/letter.yaml:1:10: error: this is not YAML: found undefined alias [bad-yaml]
                1 | subject: *Oproep
                  |          ^ put a text that begins with * or & between quotes
            """
        ),
        (
            "subject: [Oproep",
            """
            letters/oproep/letter.yaml:2:5: error: this is not YAML: did not find expected ',' or ']' [bad-yaml]
                2 | date: 2024-07-11
                  |     ^ look at the indentation, and at quotes and brackets that are not closed
            """
        ),
        (
            "subject: Oproep\n---\nsubject: nog een",
            """
            letters/oproep/letter.yaml:2:1: error: this is not YAML: but found another document [bad-yaml]
                2 | ---
                  | ^ take out the line '---' and what follows
            """
        ),
        (
            "subject: a\u{1}b",
            """
            letters/oproep/letter.yaml:1:11: error: the character U+0001 is not allowed [control-character]
                1 | subject: a\u{1}b
                  |           ^ take it out
            """
        ),
        (
            "subject: a\u{2028}b",
            """
            letters/oproep/letter.yaml:1:11: error: the character U+2028 is not allowed [control-character]
                1 | subject: a\u{2028}b
                  |           ^ take it out
            """
        ),
    ])
    func `what is not YAML is told with its place and what to do`(line: String, expected: String) throws {
        try expect(report(subject: line), is: expected)
    }

    @Test func `every duplicate key is told, and all else is read`() throws {
        try expect(
            report(subject: "subject: a\ndate: 2024-07-10\nsubject: \"{{ recipient.nam }}\"\nextra: b"),
            is: """
                letters/oproep/letter.yaml:3:1: error: 'subject' stands on line 1 already [duplicate-key]
                    3 | subject: "{{ recipient.nam }}"
                      | ^~~~~~~ keep one of them
                letters/oproep/letter.yaml:4:1: error: unknown key 'extra' [unknown-key]
                    4 | extra: b
                      | ^~~~~ there are subject, date, language, reference, case, contact, recipients, figures, tables, \
                derived, checks, values, signatory, email, copies, attachments, reply_by
                letters/oproep/letter.yaml:5:1: error: 'date' stands on line 2 already [duplicate-key]
                    5 | date: 2024-07-11
                      | ^~~~ keep one of them
                """)
    }

    @Test(arguments: [
        ("subject: &naam Oproep", "anchors and aliases (&name, *name) are not used here", "write the value itself", 5),
        (
            "subject: !!str 012", "tags (!name) are not used here",
            "leave it out: every value is read as it is written", 5
        ),
    ])
    func `anchors and tags are refused`(line: String, message: String, suggestion: String, length: Int) throws {
        try expect(
            report(subject: line),
            is: """
                letters/oproep/letter.yaml:1:10: error: \(message) [bad-yaml]
                    1 | \(line)
                      |          ^\(String(repeating: "~", count: length - 1)) \(suggestion)
                """)
    }

    @Test func `an alias is refused before it is followed`() throws {
        let bomb = (1...40).map { "a\($0): &a\($0) [\($0 == 1 ? "x" : "*a\($0 - 1), *a\($0 - 1)")]" }
        try expect(
            report(subject: (bomb + ["? *a40", ": x"]).joined(separator: "\n")),
            is: """
                letters/oproep/letter.yaml:2:10: error: anchors and aliases (&name, *name) are not used here [bad-yaml]
                    2 | a2: &a2 [*a1, *a1]
                      |          ^~~ write the value itself
                """)
    }

    @Test func `deep nesting is refused`() throws {
        let deep = String(repeating: "[", count: 30) + "x" + String(repeating: "]", count: 30)
        try expect(
            report(subject: "subject: \(deep)"),
            is: """
                letters/oproep/letter.yaml:1:10: error: 'subject' must be a text, this is a list [bad-value]
                    1 | subject: \(deep)
                      |          ^
                letters/oproep/letter.yaml:1:30: error: keys and lists are nested too deeply [too-deep]
                    1 | subject: \(deep)
                      |                              ^
                """)
        let deeper = String(repeating: "[", count: 400_000)
        #expect(try report(subject: "subject: \(deeper)").contains("[bad-yaml]"))
        let sequences = String(repeating: "- ", count: 400_000)
        #expect(try report(subject: sequences).contains("[bad-yaml]"))
    }

    @Test(arguments: [
        ("subject:", "1:1", "'subject' is empty", "^~~~~~~ give it a value, or leave the key out"),
        ("subject: ~", "1:1", "'subject' is empty", "^~~~~~~ give it a value, or leave the key out"),
        ("subject: null", "1:1", "'subject' is empty", "^~~~~~~ give it a value, or leave the key out"),
        ("subject: \"\"", "1:10", "'subject' is empty", "         ^~ give it a value, or leave the key out"),
        ("subject: '  '", "1:10", "'subject' is empty", "         ^~~~ give it a value, or leave the key out"),
        ("subject: [a]", "1:10", "'subject' must be a text, this is a list", "         ^"),
        ("subject: { a: b }", "1:10", "'subject' must be a text, this is keys with values", "         ^"),
        ("subject: \"a\\nb\"", "1:10", "'subject' holds a line break", "         ^~~~~~ write it on one line"),
    ])
    func `a text is one line of text`(line: String, position: String, message: String, marks: String) throws {
        try expect(
            report(subject: line),
            is: """
                letters/oproep/letter.yaml:\(position): error: \(message) [bad-value]
                    1 | \(line)
                      | \(marks)
                """)
    }

    @Test func `a character that is escaped is refused like one that is written`() throws {
        try expect(
            report(subject: #"subject: "a\u0000b""#),
            is: #"""
                letters/oproep/letter.yaml:1:10: error: the character U+0000 is not allowed [control-character]
                    1 | subject: "a\u0000b"
                      |          ^~~~~~~~~~ take it out
                """#)
    }

    @Test(arguments: [
        "subject: \"Oproep {{ recipient.nam }}\"",
        "subject: 'Oproep {{ recipient.nam }}'",
        "subject: Oproep {{ recipient.nam }}",
    ])
    func `a name is marked in a quoted and in a plain text`(line: String) throws {
        let column = line.contains("\"") || line.contains("'") ? 21 : 20
        try expect(
            report(subject: line),
            is: """
                letters/oproep/letter.yaml:1:\(column): error: unknown recipient column 'recipient.nam' [unknown-name]
                    1 | \(line)
                      | \(String(repeating: " ", count: column - 1))^~~~~~~~~~~~~ did you mean 'recipient.name'?
                """)
    }

    @Test func `the line break of any system is one`() throws {
        for lineBreak in ["\r\n", "\r"] {
            var workspace = TemporaryWorkspace()
            workspace.letter = workspace.letter.replacing("\n", with: lineBreak)
            workspace.replace("date: 2024-07-11", with: "date: morgen", in: \.letter)
            try expect(
                workspace.report(),
                is: """
                    letters/oproep/letter.yaml:2:7: error: 'morgen' is not a date [bad-value]
                        2 | date: morgen
                          |       ^~~~~~ write it like 2024-07-11
                    """)
        }
    }

    @Test func `an empty file lacks everything`() throws {
        var workspace = TemporaryWorkspace()
        workspace.letter = ""
        try expect(
            workspace.report(),
            is: """
                letters/oproep/letter.yaml: error: 'subject' is missing [missing-key]
                       add it
                letters/oproep/letter.yaml: error: 'date' is missing [missing-key]
                       add it
                letters/oproep/letter.yaml: error: 'recipients' is missing [missing-key]
                       add it
                """)
        workspace.letter = "- a\n- b\n"
        #expect(
            try workspace.report().hasPrefix(
                "letters/oproep/letter.yaml: error: 'letters/oproep/letter.yaml' must be keys with values, this is a list"
            ))
    }

    @Test func `a file is no larger than a megabyte`() throws {
        var workspace = TemporaryWorkspace()
        workspace.letter += String(repeating: "# \n", count: 400_000)
        try expect(
            workspace.report(),
            is: """
                letters/oproep/letter.yaml: error: 'letters/oproep/letter.yaml' is larger than 1 MB, the most that is \
                read [too-large]
                """)
    }
}
