import Support
import Templating
import Testing
import Workspace

/// `recipients/LIST.csv`
struct RecipientListTests {
    private func report(_ part: String, _ other: String) throws -> String {
        var workspace = TemporaryWorkspace()
        workspace.replace(part, with: other, in: \.list)
        return try workspace.report()
    }

    @Test func `recipients have what the list says, in its order`() throws {
        var workspace = TemporaryWorkspace()
        workspace.replace("place: Zwolle }", with: "place: Zwolle, email: post@overijssel.nl }", in: \.settings)
        workspace.list = """
            name,code,addressee,address,postcode,place,country,email,channel,attention,wijk nummer,wijk
            Zwolle,gm0193,College,Postbus 538,8000AM,ZWOLLE,,post@zwolle.nl,post+email,t.a.v. de griffie,1,Noord
            Bentheim,GM0150,Stadt,Postfach 1,D-48455,BENTHEIM,DE,,,,2,

            """
        let (loaded, diagnostics) = try workspace.load()
        let letter = try #require(loaded)
        #expect(diagnostics.all.map(\.description) == [])
        #expect(letter.recipients.map(\.code.description) == ["gm0193", "GM0150"])
        #expect(letter.recipients.map(\.name) == ["Zwolle", "Bentheim"])
        #expect(letter.recipients.map(\.channel) == [.postAndEmail, .manual])

        #expect(letter.recipients.map(\.label) == ["Zwolle (gm0193)", "Bentheim (GM0150)"])
        func values(_ path: String) -> [Value] { letter.recipients.map { letter.value(of: path, for: $0) } }
        #expect(values("recipient.code") == [.text("gm0193"), .text("GM0150")])
        #expect(values("recipient.postcode") == [.text("8000 AM"), .text("D-48455")])
        #expect(values("recipient.email") == [.text("post@zwolle.nl"), .empty])
        #expect(values("recipient.attention") == [.text("t.a.v. de griffie"), .empty])
        #expect(values("recipient.channel") == [.text("post+email"), .text("manual")])
        #expect(values("recipient.wijk") == [.text("Noord"), .empty])
        #expect(values("recipient.salutation") == [.empty, .empty])
        #expect(values("figures.code") == [.text("gm0193"), .text("GM0150")])
        #expect(letter.scope.entries["recipient.wijk nummer"] == nil)
    }

    @Test func `the channel is as in oproep yaml unless the list says otherwise`() throws {
        var workspace = TemporaryWorkspace()
        workspace.settings += "delivery: { channel: post }\n"
        let letter = try #require(try workspace.load().letter)
        #expect(letter.recipients.map(\.channel) == [.post, .post])
    }

    @Test func `required columns are there`() throws {
        expect(
            try report("code,name,addressee,", "code,naam,adressee,"),
            is: """
                recipients/gemeenten.csv:1: error: column 'name' is missing [missing-column]
                       a list has code, name, addressee, address, postcode, place
                recipients/gemeenten.csv:1: error: column 'addressee' is missing [missing-column]
                       is it 'adressee'? Then rename that
                """)
        expect(
            try report("code,name", "gemeentecode,name"),
            is: """
                recipients/gemeenten.csv:1: error: column 'code' is missing [missing-column]
                       a list has code, name, addressee, address, postcode, place
                """)
    }

    @Test func `required cells are filled in`() throws {
        expect(
            try report("Zwolle,College van B&W,Postbus 538,8000AM,ZWOLLE", ", ,,,"),
            is: ["name:B", "addressee:C", "address:D", "postcode:E", "place:F"]
                .map { item in
                    let parts = item.split(separator: ":")
                    let column = (item.last?.asciiValue ?? 0) - 64
                    return """
                        recipients/gemeenten.csv:3:\(column) (\(parts[1])3): error: this cell is empty; GM0193, \
                        column '\(parts[0])' [empty-cell]
                               fill it in
                        """
                }.joined(separator: "\n"))
        expect(
            try report("GM0193,Zwolle", ",Zwolle"),
            is: """
                recipients/gemeenten.csv:3:1 (A3): error: this cell is empty; column 'code' [empty-cell]
                       give every recipient a code
                letters/oproep/figures.csv:3:1 (A3): error: 'GM0193' is not in recipients/gemeenten.csv [unknown-recipient]
                       add the recipient, or take the row out
                """)
    }

    @Test(arguments: ["GM 0193", "GM_0193", "GMÓ193", "../0193", "GM0193+", String(repeating: "x", count: 33)])
    func `a code has letters, digits and hyphens`(code: String) throws {
        var workspace = TemporaryWorkspace()
        workspace.replace("GM0193", with: code, in: \.list)
        workspace.replace("GM0193,5,3\n", with: "", in: \.figures)
        expect(
            try workspace.report(),
            is: """
                recipients/gemeenten.csv:3:1 (A3): error: '\(code)' is not a code; column 'code' [bad-code]
                       use 1 to 32 letters, digits and hyphens: A-Z, a-z, 0-9, -
                """)
    }

    @Test func `a code is unique whatever its case`() throws {
        var workspace = TemporaryWorkspace()
        workspace.list += "gm0150,Deventer,College,Postbus 1,7400 GC,DEVENTER,\n"
        expect(
            try workspace.report(),
            is: """
                recipients/gemeenten.csv:4:1 (A4): error: 'gm0150' stands in row 2 already [duplicate-code]
                       keep one of them
                """)
    }

    @Test(arguments: [
        "0800 AM", "8000 am", "800 AM", "8000  AM", "8000-AM", "80000 AM", "8000 AMS", "D-48455", "٨000 AM",
    ])
    func `a postcode is Dutch where the country is`(postcode: String) throws {
        expect(
            try report("8000AM", postcode),
            is: """
                recipients/gemeenten.csv:3:5 (E3): error: '\(postcode)' is not a Dutch postcode; Zwolle (GM0193), \
                column 'postcode' [bad-postcode]
                       write it like 8000 GB, or fill in the column 'country'
                """)
    }

    @Test(arguments: ["8000 SA", "8000SD", "8000 SS"]) func `some postcodes are never used`(postcode: String) throws {
        expect(
            try report("8000AM", postcode),
            is: """
                recipients/gemeenten.csv:3:5 (E3): error: '\(postcode)' is not a Dutch postcode: SA, SD and SS are never \
                used; Zwolle (GM0193), column 'postcode' [bad-postcode]
                       look it up
                """)
    }

    @Test(arguments: [
        "gemeente", "gemeente@deventer", "@deventer.nl", "gemeente@", "a@b@c.nl", "a b@c.nl", "a@b..nl", ".a@b.nl",
        "a@-b.nl", "a@b.nl;c@d.nl", "A <a@b.nl>", "<a@b.nl>", "a;b@c.nl", "a:b@c.nl", "(a)b@c.nl", "a@b_c.nl", "é@b.nl",
    ])
    func `an e-mail address can stand in a header`(email: String) throws {
        expect(
            try report("gemeente@deventer.nl", email),
            is: """
                recipients/gemeenten.csv:2:7 (G2): error: '\(email)' is not an e-mail address; Deventer (GM0150), \
                column 'email' [bad-email]
                       write one, like info@zwolle.nl
                """)
    }

    @Test func `an e-mail address cannot bring a header of its own`() throws {
        expect(
            try report("gemeente@deventer.nl", "\"a@b.nl\r\nBcc: c@d.nl\""),
            is: """
                recipients/gemeenten.csv:2:7 (G2): error: 'a@b.nl  Bcc: c@d.nl' is not an e-mail address; Deventer \
                (GM0150), column 'email' [bad-email]
                       write one, like info@zwolle.nl
                """)
    }

    @Test(arguments: ["a@b.nl", "o'brien+x@sub.example-1.nl", " a@b.nl "]) func `most addresses are good`(email: String)
        throws
    {
        #expect(try report("gemeente@deventer.nl", email).isEmpty)
    }

    @Test func `e-mail comes from somebody`() throws {
        var workspace = TemporaryWorkspace()
        workspace.list = """
            code,name,addressee,address,postcode,place,email,channel
            GM0150,Deventer,College,Postbus 5000,7400 GC,DEVENTER,post@deventer.nl,email
            GM0193,Zwolle,College,Postbus 538,8000 AM,ZWOLLE,,post

            """
        expect(
            try workspace.report(),
            is: """
                oproep.yaml:1:9: error: letters by e-mail need an address that they come from [missing-key]
                    1 | sender: { name: Provincie Overijssel, place: Zwolle }
                      |         ^ give 'email' of the sender, or 'from' under delivery, smtp
                """)
    }

    @Test func `a channel is one of four, and e-mail needs an address`() throws {
        var workspace = TemporaryWorkspace()
        workspace.replace("place: Zwolle }", with: "place: Zwolle, email: post@overijssel.nl }", in: \.settings)
        workspace.list = """
            code,name,addressee,address,postcode,place,email,channel
            GM0150,Deventer,College,Postbus 5000,7400 GC,DEVENTER,,email
            GM0193,Zwolle,College,Postbus 538,8000 AM,ZWOLLE,post@zwolle.nl,mail

            """
        expect(
            try workspace.report(),
            is: """
                recipients/gemeenten.csv:2:7 (G2): error: channel 'email' needs an e-mail address; Deventer (GM0150), \
                column 'email' [empty-cell]
                       fill it in, or choose the channel post or manual
                recipients/gemeenten.csv:3:8 (H3): error: 'mail' is not one of post, email, post+email, manual; Zwolle \
                (GM0193), column 'channel' [bad-value]
                       did you mean 'email'?
                """)
    }

    @Test func `also when oproep yaml chose e-mail`() throws {
        var workspace = TemporaryWorkspace()
        workspace.replace("place: Zwolle }", with: "place: Zwolle, email: post@overijssel.nl }", in: \.settings)
        workspace.settings += "delivery: { channel: post+email }\n"
        expect(
            try workspace.report(),
            is: """
                recipients/gemeenten.csv:3:7 (G3): error: channel 'post+email' needs an e-mail address; Zwolle (GM0193), \
                column 'email' [empty-cell]
                       fill it in, or choose the channel post or manual
                """)
    }

    @Test func `a list without recipients is refused`() throws {
        var workspace = TemporaryWorkspace()
        workspace.list = "code,name,addressee,address,postcode,place\n"
        workspace.figures = "code,begin,eind\n"
        expect(
            try workspace.report(),
            is: """
                recipients/gemeenten.csv: error: there are no recipients in this list [no-recipients]
                       add a row for each
                """)
    }

    @Test func `a list is one of those there are`() throws {
        var workspace = TemporaryWorkspace()
        for (name, suggestion) in [("gemeente", "did you mean 'gemeenten'?"), ("../x", "there are gemeenten")] {
            workspace.letter = TemporaryWorkspace.letter.replacing("list: gemeenten", with: "list: \(name)")
            expect(
                try workspace.report(),
                is: """
                    letters/oproep/letter.yaml:5:9: error: 'recipients/\(name).csv' is not there [missing-file]
                        5 |   list: \(name)
                          |         ^\(String(repeating: "~", count: name.count - 1)) \(suggestion)
                    """)
        }
    }
}
