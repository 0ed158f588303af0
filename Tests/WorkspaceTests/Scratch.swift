import Foundation
import Templating
import Testing
import Workspace

struct Scratch {
    @Test func scratch() throws {
        func show(_ name: String, _ change: (inout TemporaryWorkspace) -> Void) throws {
            var w = TemporaryWorkspace(); change(&w)
            let (l, d) = try w.load()
            print("### \(name)  letter: \(l == nil ? "nil" : "\(l!.recipients.count)")")
            for x in d.all { print(x) }
        }
        func fig(_ t: String) throws { try show("FIG \(t.debugDescription)") { $0.figures = t } }
        func yam(_ a: String, _ b: String) throws { try show("YAML \(a) -> \(b)") { $0.letter = $0.letter.replacingOccurrences(of: a, with: b) } }
        func add(_ b: String) throws { try show("YAML + \(b)") { $0.letter += b } }
        func list(_ a: String, _ b: String) throws { try show("LIST \(a) -> \(b)") { $0.list = $0.list.replacingOccurrences(of: a, with: b) } }
        func set(_ b: String) throws { try show("SET + \(b)") { $0.settings += b } }
        try show("good") { _ in }
        let rows = ["3", "drie", "3,0", "3,5", "1.234", "1.234.567", "12.5", "1.234,5", "1 234", "+3", "€ 3", "−3", "", "  ", "3\u{0}", "1.23.4", "-", "3,", ",5","12.5.1"]
        for r in rows { try fig("code;begin;eind\nGM0150;-10;-7\nGM0193;5;\(r)\n") }
        try fig("code;begin;eind\nGM0150;1;2;3\nGM0193;1\n")
        try fig("code,begin,eind\nGM0150,1,\"2\nGM0193,1,2\n")
        try fig("code,begin,eind\nGM0150,1,\"2\"x\nGM0193,1,2\"\n")
        try fig("")
        try fig("code,begin,eind\n")
        try fig("code,Begin,eind,eind,,extra\nGM0150,1,2,3,4,5\nGM0193,1,2,3,4,5\n")
        try fig("code,begin,eind\nGM0150,1,2\nGM0193,1,2\nGM0150,1,2\n193,1,2\n0150,1,2\nGM0914,1,2\n,1,2\nXX,2,2\n")
        try fig("code,begin,eind\ngm0150,1,2\n")
        try fig("sep=;\ncode;begin;eind\n\nGM0150;1;2\n;;\nGM0193;1;2\n\n\n")
        try show("utf16") { $0.files["letters/oproep/figures.csv"] = [0xFF, 0xFE, 0x41, 0] }
        try show("1252") { $0.files["recipients/gemeenten.csv"] = Array($0.list.unicodeScalars.map { UInt8($0.value) }.split(separator: 0).joined()) ; $0.files["recipients/gemeenten.csv"]![70] = 0xEB }
        try show("mixed") { $0.list = $0.list.replacingOccurrences(of: "ZWOLLE", with: "ZWÖLLE"); $0.files["recipients/gemeenten.csv"]![70] = 0xEB }
        try show("undefined") { $0.files["recipients/gemeenten.csv"]![70] = 0x81 }
        try list("GM0193", "GM 0193")
        try list("GM0193", "gm0150")
        try list("8000AM", "0800 AM"); try list("8000AM", "8000 SS"); try list("8000AM", "8000am"); try list("8000AM", "")
        try list("gemeente@deventer.nl", "gemeente@deventer"); try list("gemeente@deventer.nl", "a b@x.nl")
        try list("addressee", "adressee")
        try list("name,", "naam,")
        try show("channel") { $0.list = "code,name,addressee,address,postcode,place,email,channel\nA,n,a,a,1234 AB,p,,email\nB,n,a,a,1234 AB,p,a@b.nl,mail\n" ; $0.figures = "code,begin,eind\nA,1,1\nB,2,2\n" }
        try show("channel default") { $0.settings += "delivery: { channel: email }\n" }
        try show("country") { $0.list = "code,name,addressee,address,postcode,place,country\nA,n,a,a,D-123,p,DE\nB,n,a,a,D-123,p,nl\n" ; $0.figures = "code,begin,eind\nA,1,1\nB,2,2\n" }
        try yam("list: gemeenten", "list: gemeente"); try yam("list: gemeenten", "unanswered: 1"); try yam("list: gemeenten", "lijst: gemeenten")
        try yam("subject: Oproep", "subject: {{ recipient.name }}"); try yam("subject: Oproep", "subject: a: b"); try yam("subject: Oproep", "subject: \"{{ recipient.nam }} {{ letter.subject }}\"")
        try yam("subject: Oproep", "subject:"); try yam("subject: Oproep", "subject: ~"); try yam("subject: Oproep", "subject: \"\""); try yam("subject: Oproep", "subject: [a]"); try yam("subject: Oproep", "subject: \"a\\nb\""); try yam("subject: Oproep", "subject: \"a\\u0001b\""); try yam("subject: Oproep", "subject: a\u{1}b")
        try yam("subject: Oproep", "subject: a\nsubject: b\ndate: 2024-01-01"); try yam("subject: Oproep", "subject: &x a"); try yam("subject: Oproep", "subject: !!str a"); try yam("subject: Oproep", "subject: &x a\ncase: *x"); try yam("subject: Oproep", "subject: *x"); try yam("subject: Oproep", "subject: \"abc"); try yam("subject: Oproep", "\tsubject: x")
        try yam("subject: Oproep", "subject: a\n---\nb: c"); try yam("subject: Oproep", "subject: [[[[[[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]]]]]")
        try yam("subject: Oproep", "? [a]\n: b")
        try yam("date: 2024-07-11", "date: 2024-02-31"); try yam("date: 2024-07-11", "date: 11-07-2024"); try yam("date: 2024-07-11", "datum: 2024-07-11")
        try yam("type: integer }", "type: int }"); try yam("begin:", "Begin saldo:"); try yam("begin:", "code:")
        try yam("file: figures.csv", "file: cijfers.csv"); try yam("file: figures.csv", "file: ../figures.csv"); try yam("file: figures.csv", "file: /etc/passwd"); try yam("source: COA\n", "")
        try yam("begin: { type: integer }", "begin: { type: integer, missing: geen }")
        try add("language: de-DE\n"); try add("reply_by: 2024-12-25\n"); try add("reply_by: 2024-07-14\n"); try add("reply_by: 2024-07-11\n")
        try add("attachments: [ bijlage.pdf ]\nsignatory: { signature: hand.png }\nemail: { subject: \"{{ letter.subjet }}\", text: email.md }\n")
        try add("derived:\n  a: derived.b + 1\n  b: figures.begin / 0\n  begin: 1\n  c: derived.c\n  d: figures.eind == \n")
        try add("checks:\n  - that: figures.eind == figures.begin + 3\n    because: saldo\n  - that: total.eind == -5\n    because: totaal\n  - that: figures.eind > 100\n    because: groot\n  - that: total.eind > 0\n    because: een\n  - because: x\n  - that: recipient.email != \"\"\n    because: mail\n  - that: recipient.email == \"x\"\n    because: mail2\n  - that: figures.begin\n    because: mail2\n  - that: (1 == 2)\n    because: mail3\n")
        try yam("list: gemeenten", "list: gemeenten\n  where: figures.eind > 100"); try yam("list: gemeenten", "list: gemeenten\n  where: figures.eind"); try yam("list: gemeenten", "list: gemeenten\n  where: figures.eind / 0 > 1")
        try yam("2024-{{ recipient.code }}", "2024-{{ recipient.email }}-{{ figures.begin / 0 }}")
        try show("empty list") { $0.list = "code,name,addressee,address,postcode,place\n"; $0.figures = "code,begin,eind\n" }
        try set("approval: drie\nhouse_style: ../x\ndelivery: { channel: fax, smtp: { url: http://x, password: geheim, per_minute: 0, from: x } }\narchive: { waardering: X, bewaartermijn: 7 jaar }\nfoo: 1\n")
        try show("no md") { $0.files["letters/oproep/letter.md"] = nil }
        try show("odt") { $0.files["letters/oproep/letter.md"] = nil; $0["letters/oproep/letter.odt"] = "x" }
        try show("no style") { $0.files["letters/house-style.fodt"] = nil }
        try show("no settings sender") { $0.settings = "" }
        try show("long") { $0.list = $0.list.replacingOccurrences(of: "Zwolle", with: String(repeating: "x", count: 110_000)) }
    }
}
