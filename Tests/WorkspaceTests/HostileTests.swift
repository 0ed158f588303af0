import Support
import Templating
import Testing
import Workspace

/// Whatever is in a file, it is read or refused.
struct HostileTests {
    /// The same everywhere: a test that fails can be repeated.
    private struct Noise: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 33)
        }
    }

    @Test(arguments: [
        "oproep.yaml", "letters/oproep/letter.yaml", "letters/oproep/figures.csv", "recipients/gemeenten.csv",
    ])
    func `damage is told, and never crashes`(path: String) throws {
        var noise = Noise(state: 20_240_711)
        let good = TemporaryWorkspace().files[path] ?? []
        let likely = Array("\"'{}[]:,;|>&*!#-?%@\n\r\t \0\u{FEFF}€éÿ=+~".utf8) + [0x80, 0x81, 0xC3, 0xED, 0xF0, 0xFF]
        for _ in 0..<150 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...6, using: &noise) {
                let position = Int.random(in: 0..<bytes.count, using: &noise)
                switch Int.random(in: 0..<4, using: &noise) {
                case 0: bytes.remove(at: position)
                case 1: bytes.insert(likely[Int.random(in: likely.indices, using: &noise)], at: position)
                case 2: bytes[position] = likely[Int.random(in: likely.indices, using: &noise)]
                default: bytes.removeSubrange(position..<min(position + 5, bytes.count - 1))
                }
            }
            var workspace = TemporaryWorkspace()
            workspace.files[path] = bytes
            for diagnostic in try workspace.load().diagnostics.all {
                #expect(!diagnostic.problem.message.contains("\n"))
                #expect(!diagnostic.place.file.isEmpty)
            }
        }
    }

    @Test func `values that look like anything else are text`() throws {
        for value in ["{{x}}", "{% if %}", "*_[]", "& < > \" '", "=1+1", "@x", "x\u{202E}y", "x  y", "ѕlаvе"] {
            var workspace = TemporaryWorkspace()
            let quoted = value.replacing("\"", with: "\"\"")
            workspace.replace("College van B&W,Postbus 538", with: "\"\(quoted)\",Postbus 538", in: \.list)
            let (letter, diagnostics) = try workspace.load()
            let found = try #require(letter)
            #expect(diagnostics.all.map(\.description) == [])
            #expect(found.value(of: "recipient.addressee", for: found.recipients[1]) == .text(value))
        }
    }

    @Test func `ten thousand recipients are read in no time`() throws {
        let count = 10_000
        var workspace = TemporaryWorkspace()
        workspace.letter += "checks: [ { that: total.eind == \(3 * count), because: som } ]\n"
        workspace.figures = "code,begin,eind\n" + (0..<count).map { "GM\($0),5,3\n" }.joined()
        workspace.list =
            "code,name,addressee,address,postcode,place\n"
            + (0..<count).map { "GM\($0),Gemeente \($0),College,Postbus \($0),8000 AM,ZWOLLE\n" }.joined()
        let (letter, diagnostics) = try workspace.load()
        #expect(diagnostics.all.isEmpty)
        #expect(letter?.recipients.count == count)
    }
}
