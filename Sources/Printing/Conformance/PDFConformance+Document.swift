internal import Exporter

/// What the document tells of itself: Matterhorn 01-007, 06, 07, 11, 20, 21, 25 and 26.
extension PDFConformance {
    mutating func checkDocument() {
        let root = objects.root
        let marks = objects.dictionary(root["MarkInfo"])
        if marks["Marked"] != .boolean(true) || root["StructTreeRoot"] == nil {
            report(.unmarkedContent, "is not tagged, so it cannot be read aloud")
        }
        if marks["Suspects"] == .boolean(true) { report(.suspects, "says itself that its structure may be wrong") }
        if let metadata {
            if metadata[.pdfuaid, "part"] != "1" { report(.identifier, "does not say that it is PDF/UA") }
            if (metadata[.dc, "title"] ?? "").isEmpty { report(.title, "has no title in its metadata") }
        } else {
            report(.metadata, "has no metadata that can be read")
        }
        if objects.dictionary(root["ViewerPreferences"])["DisplayDocTitle"] != .boolean(true) {
            report(.showsNoTitle, "is shown under the name of its file and not under its title")
        }
        checkLanguage()
        checkLayers()
        checkFiles()
        if objects.dictionary(root["AcroForm"])["XFA"] != nil { report(.formArchitecture, "has a form of XML in it") }
        if objects.trailer["Encrypt"] != nil { report(.encrypted, "is encrypted") }
    }

    /// Of the document, from which all text, its descriptions, the outline and notes take theirs: it is the same for all
    /// when an element names no other.
    private mutating func checkLanguage() {
        if !Self.isLanguage(objects.root["Lang"]?.text) { report(.language, "does not say in which language it is") }
        for element in tree.elements {
            guard let language = objects.dictionary(element.object)["Lang"] else { continue }
            if !Self.isLanguage(objects.resolved(language).text) {
                report(.language, "has a language in it that is none: '\(language.text ?? "")'")
            }
        }
    }

    /// The form of BCP 47: parts of letters and digits, the first of letters.
    private static func isLanguage(_ tag: String?) -> Bool {
        let parts = (tag ?? "").split(separator: "-", omittingEmptySubsequences: false)
        return parts.allSatisfy { part in
            (1...8).contains(part.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        } && parts.first?.allSatisfy(\.isLetter) == true
    }

    private mutating func checkLayers() {
        guard let layers = objects.root["OCProperties"] else { return }
        let entries = objects.dictionary(layers)
        for layout in [entries["D"] ?? .null] + objects.array(entries["Configs"]) {
            let layout = objects.dictionary(layout)
            if (layout["Name"]?.text ?? "").isEmpty { report(.layerWithoutName, "has layers without a name") }
            if layout["AS"] != nil { report(.layerChosenBySystem, "shows layers to some readers only") }
        }
    }

    private mutating func checkFiles() {
        for value in objects.values.values {
            guard let entries = value.dictionary, entries["EF"] != nil else { continue }
            // PDF/A-2 lets only PDF/A be embedded, which nobody here can prove.
            report(.embeddedFile, "has a file embedded in it")
            if entries["F"] == nil || entries["UF"] == nil {
                report(.embeddedFileWithoutName, "has a file without a name embedded in it")
            }
        }
    }
}
