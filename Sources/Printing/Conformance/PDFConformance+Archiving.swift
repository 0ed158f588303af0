internal import Containers
internal import Exporter

/// PDF/A-2b (ISO 19005-2), as far as it asks more than PDF/UA.
extension PDFConformance {
    mutating func checkArchiving(_ pdf: [UInt8]) {
        if !pdf.starts(with: Array("%PDF-1.".utf8)) { report(.fileStructure, "does not begin as PDF 1") }
        if objects.array(objects.trailer["ID"]).count != 2 { report(.fileStructure, "has no identifier") }
        checkOutputIntent()
        checkArchivalMetadata()
        for key in ["AA", "Requirements", "Perms"] where objects.root[key] != nil {
            report(key == "AA" ? .action : .fileStructure, "has \(key) in its catalog")
        }
        let names = objects.dictionary(objects.root["Names"])
        if names["AlternatePresentations"] != nil { report(.presentation, "shows itself in other ways as well") }
        if names["JavaScript"] != nil { report(.action, "has a script in it") }
        for (number, value) in objects.values.sorted(by: { $0.key < $1.key }) {
            if let entries = value.dictionary { checkDictionary(entries, isStream: objects.streams.contains(number)) }
            checkLimits(value, depth: 0)
        }
        for (index, page) in pages.enumerated() {
            let entries = objects.dictionary(page.page)
            if entries["AA"] != nil { report(.action, "does something by itself on page \(index + 1)") }
            if entries["PresSteps"] != nil { report(.presentation, "moves on page \(index + 1)") }
            if !page.colourOperators.isDisjoint(with: ["k", "K", "DeviceCMYK"]) {
                report(.colour, "has colours for a press (CMYK) on page \(index + 1)")
            }
        }
    }

    /// One, of RGB (§6.2.3); then the device's RGB and grey have a meaning (§6.2.4.3).
    private mutating func checkOutputIntent() {
        let intents = objects.array(objects.root["OutputIntents"]).map { objects.dictionary($0) }
        let archival = intents.filter { $0["S"]?.name == "GTS_PDFA1" }
        guard archival.count == 1, let profile = objects.stream(archival[0]["DestOutputProfile"]) else {
            return report(.outputIntent, "does not say what its colours mean")
        }
        // ICC.1 §7.2: the colour space at byte 16, the signature at byte 36.
        let isRGB = profile.count >= 128 && profile[16..<20].elementsEqual("RGB ".utf8)
        if !isRGB || !profile[36..<40].elementsEqual("acsp".utf8) {
            report(.outputIntent, "has a profile of colours that is not one of RGB")
        }
        if objects.dictionary(archival[0]["DestOutputProfile"])["N"] != .integer(3) {
            report(.outputIntent, "has a profile of colours of another number than it says")
        }
    }

    private mutating func checkArchivalMetadata() {
        guard let metadata, let stream = objects.root["Metadata"] else { return }
        if objects.dictionary(stream)["Filter"] != nil { report(.archivalMetadata, "has compressed metadata") }
        if metadata[.pdfaid, "part"] != "2" || metadata[.pdfaid, "conformance"] != "B" {
            report(.archivalMetadata, "does not say that it is PDF/A-2b")
        }
        for namespace in metadata.undescribed {
            report(.archivalMetadata, "has metadata of '\(namespace)' that nobody can know")
        }
        let information = objects.dictionary(objects.trailer["Info"])
        let equal: [(key: String, namespace: XMLNamespace, name: String)] = [
            ("Title", .dc, "title"), ("Author", .dc, "creator"), ("Creator", .xmp, "CreatorTool"),
            ("Producer", .pdf, "Producer"), ("Keywords", .pdf, "Keywords"), ("Subject", .dc, "description"),
        ]
        for (key, namespace, name) in equal {
            let text = information[key].flatMap { objects.resolved($0).text }
            if text != metadata[namespace, name] { report(.archivalMetadata, "tells its \(key) in two ways") }
        }
        for (key, name) in [("CreationDate", "CreateDate"), ("ModDate", "ModifyDate")] {
            let digits = { (text: String?) in (text ?? "").filter { $0.isASCII && $0.isNumber }.prefix(14) }
            let text = information[key].flatMap { objects.resolved($0).text }
            if digits(text) != digits(metadata[.xmp, name]) {
                report(.archivalMetadata, "tells its \(key) in two ways")
            }
        }
    }

    // MARK: Any object

    private mutating func checkDictionary(_ entries: [String: PDFValue], isStream: Bool) {
        if isStream { checkStream(entries) }
        if let action = entries["A"] ?? entries["OpenAction"] { checkAction(action, depth: 0) }
        if entries["AA"] != nil, entries["Subtype"]?.name == "Widget" {
            report(.action, "has a field that does things")
        }
        if entries["Type"]?.name == "ExtGState" || entries["BM"] != nil { checkState(entries) }
        for (key, value) in entries where key == "ExtGState" {
            for state in objects.dictionary(value).values { checkState(objects.dictionary(state)) }
        }
        if entries["NeedAppearances"] == .boolean(true) { report(.form, "has a form that has no look of its own") }
        if entries["CS"] == .name("DeviceCMYK") { report(.colour, "has colours for a press (CMYK)") }
    }

    private mutating func checkStream(_ entries: [String: PDFValue]) {
        for key in ["F", "FFilter", "FDecodeParms"] where entries[key] != nil && entries["Type"]?.name != "Filespec" {
            report(.fileStructure, "has a part that is in another file")
        }
        for filter in objects.array(entries["Filter"]) where ["LZWDecode", "Crypt"].contains(filter.name) {
            report(.fileStructure, "has a part in the form \(filter.name ?? "")")
        }
        let subtype = entries["Subtype"]?.name
        if subtype == "PS" || subtype == "Form" && ["OPI", "PS", "Ref"].contains(where: { entries[$0] != nil })
            || subtype == "Form" && entries["Subtype2"]?.name == "PS"
        {
            report(.xObject, "has a part that is no PDF")
        }
        guard subtype == "Image" else { return }
        if entries["Interpolate"] == .boolean(true) || entries["Alternates"] != nil || entries["OPI"] != nil {
            report(.image, "has a picture that looks different elsewhere")
        }
        if mentions("DeviceCMYK", objects.resolved(entries["ColorSpace"]), depth: 0) {
            report(
                .colour, "has a picture in colours for a press (CMYK)", suggestion: "save the picture as RGB")
        }
        if entries["Filter"]?.name == "JPXDecode" { report(.image, "has a picture in JPEG 2000") }
    }

    private func mentions(_ name: String, _ value: PDFValue, depth: Int) -> Bool {
        switch objects.resolved(value) {
        case .name(let other): other == name
        case .array(let values): depth < 4 && values.contains { mentions(name, $0, depth: depth + 1) }
        default: false
        }
    }

    /// Of where it goes only an address, or a place in the document (§6.5.1).
    private mutating func checkAction(_ value: PDFValue, depth: Int) {
        guard depth < 20, let action = objects.resolved(value).dictionary, let type = action["S"]?.name else { return }
        // An element's attributes are under the same key, with an owner.
        if action["O"] != nil { return }
        let isNamed = type == "Named" && ["NextPage", "PrevPage", "FirstPage", "LastPage"].contains(action["N"]?.name)
        if !isNamed, !["URI", "GoTo"].contains(type) {
            report(.action, "has a link that does something else than lead somewhere (\(type))")
        }
        for next in objects.array(action["Next"]) { checkAction(next, depth: depth + 1) }
    }

    /// Transfer functions and halftones (§6.2.5), blend modes (§6.2.10).
    private mutating func checkState(_ entries: [String: PDFValue]) {
        let transfer = entries["TR2"]?.name
        if entries["TR"] != nil || entries["HTP"] != nil || transfer != nil && transfer != "Default" {
            report(.graphicsState, "changes colours for one printer")
        }
        for mode in objects.array(entries["BM"]) where !Self.blendModes.contains(mode.name ?? "") {
            report(.transparency, "mixes colours in a way that PDF does not have")
        }
    }

    private static let blendModes: Set<String> = [
        "Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn",
        "HardLight", "SoftLight", "Difference", "Exclusion", "Hue", "Saturation", "Color", "Luminosity",
    ]

    /// Of values (§6.1.13).
    private mutating func checkLimits(_ value: PDFValue, depth: Int) {
        switch value {
        case .integer(let number) where Int32(exactly: number) == nil: report(.fileStructure, "has a number too large")
        case .string(let bytes) where bytes.count > 32_767: report(.fileStructure, "has a text too long")
        case .name(let name) where name.utf8.count > 127:
            report(.fileStructure, "has a name too long", suggestion: "give styles of the house style shorter names")
        case .array(let values): for value in values { checkLimits(value, depth: depth + 1) }
        case .dictionary(let entries):
            for (key, value) in entries {
                checkLimits(.name(key), depth: depth + 1)
                checkLimits(value, depth: depth + 1)
            }
        default: break
        }
    }
}
