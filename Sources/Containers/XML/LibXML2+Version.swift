internal import CLibXML2

extension LibXML2 {
    /// `2.9.14`, which the library itself writes as `20914`.
    package static var version: String {
        let written = unsafe String(cString: oproep_xml_version())
        guard let number = Int(written.prefix { $0.isNumber }) else { return written }
        return "\(number / 10_000).\(number / 100 % 100).\(number % 100)"
    }
}
