internal import FoundationEssentials

/// `manifest.json`: what is in a directory that `render` made, and how to prove that nobody changed it since.
struct OutputManifest: Decodable, Equatable, Sendable {
    struct Letter: Decodable, Equatable, Sendable {
        let code: String
        let file: String
        let sha256: String
        let bytes: Int
    }

    static let fileName = "manifest.json"
    static let maximumSize = 200_000_000

    let letter: String
    let letters: [Letter]

    init(letter: String, letters: [Letter]) {
        self.letter = letter
        self.letters = letters
    }

    /// Nil when it is not a manifest.
    init?(json: [UInt8]) {
        guard let manifest = try? JSONDecoder().decode(OutputManifest.self, from: Data(json)) else { return nil }
        self = manifest
    }

    /// One letter on a line, in the order given: the same in every run, and easy to compare.
    var json: [UInt8] {
        var json = Array("{\"letter\": ".utf8)
        Self.append(letter, to: &json)
        json += ",\n \"letters\": [".utf8
        for (index, letter) in letters.enumerated() {
            json += (index == 0 ? "\n  {\"code\": " : ",\n  {\"code\": ").utf8
            Self.append(letter.code, to: &json)
            json += ", \"file\": ".utf8
            Self.append(letter.file, to: &json)
            json += ", \"sha256\": ".utf8
            Self.append(letter.sha256, to: &json)
            json += ", \"bytes\": \(letter.bytes)}".utf8
        }
        json += "]}\n".utf8
        return json
    }

    /// A string (RFC 8259 §7).
    private static func append(_ string: String, to json: inout [UInt8]) {
        json.append(UInt8(ascii: "\""))
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                json += [UInt8(ascii: "\\"), byte]
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                json += "\\u00".utf8
                json += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default:
                json.append(byte)
            }
        }
        json.append(UInt8(ascii: "\""))
    }
}
