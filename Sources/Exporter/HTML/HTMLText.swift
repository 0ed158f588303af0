internal import Containers

/// A value in HTML: it shows as it is, line breaks and runs of spaces included.
enum HTMLText {
    static func append(_ value: String, to bytes: inout [UInt8]) {
        let text = value.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { bytes.append(contentsOf: "<br/>".utf8) }
            // A browser folds spaces; a no-break space it keeps.
            let isFolded = line.contains("  ") || line.hasPrefix(" ") || line.hasSuffix(" ")
            XMLText.append(isFolded ? line.unbroken : String(line), to: &bytes)
        }
    }
}
