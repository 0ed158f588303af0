extension PDFRepair {
    /// Gives each character a text. LibreOffice gives none to those that it only shows where a text stands for several
    /// (`ActualText`, ISO 32000-1 §14.9.4), such as a letter with two marks; ISO 14289-1 §7.21.7 lets that be no excuse.
    /// Such a character stands for what the others leave over of the text.
    func nameCharacters() {
        var maps: [Int: [Int: String]] = [:]
        var added: [Int: [Int: String]] = [:]
        for replaced in pages.flatMap(\.replaced) {
            for font in Set(replaced.characters.map(\.font)) where maps[font] == nil {
                let map = objects.stream(objects.dictionary(font)["ToUnicode"]).flatMap(PDFCharacterMap.init)
                maps[font] = map?.texts ?? [:]
            }
            var rest = Array(replaced.text.unicodeScalars)
            for scalar in replaced.characters.compactMap({ maps[$0.font]?[$0.code] }).flatMap(\.unicodeScalars) {
                if let index = rest.firstIndex(of: scalar) { rest.remove(at: index) }
            }
            let text = rest.isEmpty ? replaced.text : String(String.UnicodeScalarView(rest))
            for character in replaced.characters where maps[character.font]?[character.code] == nil {
                if added[character.font]?[character.code] == nil {
                    added[character.font, default: [:]][character.code] = text
                }
            }
        }
        for (font, texts) in added.sorted(by: { $0.key < $1.key }) { add(texts, to: font) }
    }

    private func add(_ texts: [Int: String], to font: Int) {
        let length = objects.dictionary(font)["Subtype"]?.name == "Type0" ? 2 : 1
        let map = objects.dictionary(font)["ToUnicode"]
        let old = String(
            decoding: objects.stream(map) ?? Array(PDFCharacterMap.empty(codeLength: length).utf8), as: UTF8.self)
        guard let end = old.firstRange(of: "endcmap") else { return }
        var new = old
        new.insert(contentsOf: PDFCharacterMap.entries(texts, codeLength: length), at: end.lowerBound)
        if !objects.replace(stream: map, with: Array(new.utf8)) {
            objects.set("ToUnicode", of: font, to: .reference(objects.add(stream: Array(new.utf8))))
        }
    }
}
