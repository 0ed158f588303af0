package import Containers

package struct DocumentAttribute: Equatable, Sendable {
    package var name: XMLName
    var value: [TextPart]

    init(_ name: XMLName, parts: [TextPart]) {
        self.name = name
        value = parts
    }

    init(_ name: XMLName, _ text: String) {
        self.init(name, parts: [.text(text)])
    }

    /// Nil when a tag is in it.
    package var text: String? {
        var text = ""
        for part in value {
            guard case .text(let piece) = part else { return nil }
            text += piece
        }
        return text
    }
}
