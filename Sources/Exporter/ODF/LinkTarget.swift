import Templating

/// Where a link may go. Values may follow the host; they choose neither scheme nor host (RFC 3986 §3).
enum LinkTarget {
    static func problem(of target: [TextPart]) -> Problem? {
        guard case .text(let start)? = target.first else { return target.isEmpty ? .linkWithoutHost : .valueInHost }
        let scheme = start.prefix { $0 != ":" }.lowercased()
        switch scheme {
        case "http", "https":
            guard let match = start.prefixMatch(of: /[A-Za-z]+:\/\/[^\/?#\s@]+/) else { return .linkWithoutHost }
            let host = match.0
            return target.count > 1 && start.count == host.count ? .valueInHost : nil
        case "mailto", "tel":
            if start.count == scheme.count + 1, target.count == 1 { return .linkWithoutHost }
            return target.count > 1 && !start.contains("?") ? .valueInHost : nil
        default: return .linkWithoutHost
        }
    }

    /// With what cannot stand in a URI percent-encoded; what is encoded already stays.
    static func encoded(_ target: [TextPart]) -> [TextPart] {
        target.map { part in
            guard case .text(let text) = part else { return part }
            var encoded = ""
            for byte in text.utf8 {
                let scalar = Unicode.Scalar(byte)
                if byte < 0x80, scalar.value > 0x20, !"\"<>\\^`{|}".unicodeScalars.contains(scalar), byte != 0x7F {
                    encoded.unicodeScalars.append(scalar)
                } else {
                    encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
                }
            }
            return .text(encoded)
        }
    }
}
