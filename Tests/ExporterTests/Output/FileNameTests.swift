import Support
import Testing

@testable import Disk

struct FileNameTests {
    @Test(
        arguments: [
            ("Deventer", "deventer"), ("'s-Gravenhage", "s-gravenhage"), ("Súdwest-Fryslân", "sudwest-fryslan"),
            ("Su\u{301}dwest-Frysla\u{302}n", "sudwest-fryslan"), ("../../etc", "etc"), ("/", ""), ("🎉", ""),
            ("", ""), ("  Raad & Daad (B.V.)  ", "raad-daad-b-v"), ("ĲSSELSTEIN / Ĳ", "ijsselstein-ij"),
            ("Æsir Øre Œuvre ẞtraße Þór", "aesir-ore-oeuvre-sstrasse-thor"), ("a\u{0}b\nc\\d:e", "a-b-c-d-e"),
            ("Łódź Șimleu Țara ×÷", "lodz-simleu-tara"), ("Москва", ""), ("CON", "con"), ("-rf", "rf"),
            ("\u{202E}txt.exe", "txt-exe"),
        ])
    func `A name becomes lower case Latin letters, digits and hyphens`(name: String, slug: String) {
        #expect(FileName.slug(name) == slug)
    }

    @Test func `However long and strange a name, its slug is short and clean`() {
        var random = SplitMix(state: 5)
        for _ in 0..<2_000 {
            let slug = FileName.slug(random.text(maximumLength: 200))
            #expect(slug.utf8.count <= 60)
            #expect(slug.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-".contains($0) })
            #expect(!slug.hasPrefix("-") && !slug.hasSuffix("-") && !slug.contains("--"))
        }
        #expect(FileName.slug(String(repeating: "ab ", count: 1_000)).utf8.count == 59)
        #expect(FileName.slug(String(repeating: "ß", count: 1_000)).utf8.count == 60)
    }

    @Test(
        arguments: [
            ("GM0150", "Deventer", "GM0150-deventer.odt"), ("GM0150", "", "GM0150.odt"), ("A", "b-c", "A-b-c.odt"),
            ("A-b", "c", "A-b_c.odt"), ("A-b", "", "A-b_.odt"), ("-rf", "x", "_-rf_x.odt"), ("-", "", "_-_.odt"),
        ])
    func `A file is called after code and name`(code: String, name: String, file: String) {
        #expect(FileName.unique(code: code, name: name, ext: "odt") == file)
    }

    @Test func `No two codes give one file, whatever the names, also where case makes no difference`() {
        let codes = Self.words(of: ["a", "b", "-"], upTo: 4).filter { !$0.isEmpty }
        let names = Self.words(of: ["a", "b", " "], upTo: 4)
        var owners: [String: String] = [:]
        for code in codes {
            for name in names {
                let file = FileName.unique(code: code, name: name, ext: "odt").lowercased()
                #expect(owners.updateValue(code, forKey: file) ?? code == code)
                #expect(!file.hasPrefix("-") && !file.hasPrefix("."))
            }
        }
    }

    private static func words(of letters: [String], upTo length: Int) -> [String] {
        var words = [""]
        var last = words
        for _ in 0..<length {
            last = last.flatMap { word in letters.map { word + $0 } }
            words += last
        }
        return words
    }
}
