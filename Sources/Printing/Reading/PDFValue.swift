/// An object of a PDF (ISO 32000-1 §7.3).
indirect enum PDFValue: Equatable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    /// As it is written.
    case real(String)
    case string([UInt8])
    /// As it is written, without its slash: `Kenmerk#20label`.
    case name(String)
    case array([PDFValue])
    /// By names as they are written.
    case dictionary([String: PDFValue])
    /// To the object of this number.
    case reference(Int)
}

extension PDFValue {
    var integer: Int? { if case .integer(let number) = self { number } else { nil } }

    var number: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .real(let text): Double(text)
        default: nil
        }
    }

    var string: [UInt8]? { if case .string(let bytes) = self { bytes } else { nil } }
    var name: String? { if case .name(let name) = self { name } else { nil } }
    var array: [PDFValue]? { if case .array(let values) = self { values } else { nil } }
    var dictionary: [String: PDFValue]? { if case .dictionary(let entries) = self { entries } else { nil } }
    var reference: Int? { if case .reference(let number) = self { number } else { nil } }

    /// A text string as it is read (ISO 32000-1 §7.9.2.2): UTF-16 after its mark, otherwise taken for Latin-1.
    var text: String? {
        guard let bytes = string else { return nil }
        guard bytes.starts(with: [0xFE, 0xFF]) else {
            return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        }
        let units = stride(from: 2, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        return String(decoding: units, as: UTF16.self)
    }
}
