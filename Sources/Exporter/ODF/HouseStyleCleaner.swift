internal import Containers
internal import Foundation
import Templating

/// Takes away what an office program leaves behind and ODF 1.3 does not have, and takes out embedded pictures.
struct HouseStyleCleaner {
    let file: String
    private(set) var pictures: [Picture] = []
    private(set) var diagnostics = Diagnostics()

    init(file: String) {
        self.file = file
    }

    /// Nothing in these is for the reader of a letter: settings, comments, marks that only a field or an index looks up,
    /// and the declarations of fields, none of which can stand in a letter.
    private static let dropped: Set<XMLName> = [
        .office("meta"), .office("settings"), .office("scripts"), .office("forms"), .office("event-listeners"),
        .office("annotation"), .office("annotation-end"),
        .text("soft-page-break"), .text("bookmark"), .text("bookmark-start"), .text("bookmark-end"),
        .text("reference-mark"), .text("reference-mark-start"), .text("reference-mark-end"),
        .text("toc-mark"), .text("toc-mark-start"), .text("toc-mark-end"),
        .text("user-index-mark"), .text("user-index-mark-start"), .text("user-index-mark-end"),
        .text("alphabetical-index-mark"), .text("alphabetical-index-mark-start"),
        .text("alphabetical-index-mark-end"),
        .text("tracked-changes"), .text("change"), .text("change-start"), .text("change-end"),
        .text("variable-decls"), .text("sequence-decls"), .text("user-field-decls"), .text("dde-connection-decls"),
        // A list's number as it was when saved; whoever opens it counts again.
        .text("number"),
    ]

    /// Where white space is text; elsewhere it only makes the file readable.
    private static let mixed: Set<XMLName> = [.text("p"), .text("h"), .text("span"), .text("a")]

    /// Nil for an element that goes altogether.
    mutating func clean(_ element: DocumentElement) -> DocumentElement? {
        guard element.name.namespace.isStandard else { return nil }
        if element.name == .text("tracked-changes") {
            diagnostics.add(.trackedChanges, at: Place(file: file, line: element.line))
        }
        guard !Self.dropped.contains(element.name) else { return nil }
        var result = element
        result.attributes = element.attributes.filter { $0.name.namespace.isStandard }
        result.children = []
        appendContent(of: element.name == .draw("frame") ? Self.keptRendering(of: element) : element, to: &result)
        return result
    }

    /// A frame may have the same picture in several forms, the best first (ODF 1.3 part 3 §10.4.2): the first that can be
    /// kept goes on alone, such as a PNG beside an SVG. When there is none, all are looked at, and refused.
    private static func keptRendering(of frame: DocumentElement) -> DocumentElement {
        let images = frame.elements.filter { $0.name == .draw("image") }
        guard images.count > 1, let kept = images.first(where: isKept) else { return frame }
        var result = frame
        result.children.removeAll { child in
            if case .element(let element) = child { element.name == .draw("image") && element != kept } else { false }
        }
        return result
    }

    private static func isKept(_ image: DocumentElement) -> Bool {
        guard let data = image.elements.first(where: { $0.name == .office("binary-data") }),
            let bytes = bytes(of: data)
        else { return false }
        return (try? ImageInfo(bytes)) != nil
    }

    private static func bytes(of data: DocumentElement) -> [UInt8]? {
        let bytes = Data(base64Encoded: ParagraphTags.text(of: data), options: .ignoreUnknownCharacters)
        return bytes.flatMap { $0.isEmpty ? nil : Array($0) }
    }

    /// `element` is what `owner` is made from, or stands in its text and is not of ODF: then its text stays.
    private mutating func appendContent(of element: DocumentElement, to owner: inout DocumentElement) {
        let isMixed = Self.mixed.contains(owner.name)
        let keepsSpace = isMixed || element.elements.isEmpty
        for child in element.children {
            switch child {
            case .tag: break
            case .text(let text): if keepsSpace || !text.allSatisfy(\.isWhitespace) { owner.children.append(child) }
            case .element(let child):
                if child.name == .office("binary-data") {
                    takeOut(child, of: &owner)
                } else if isMixed, !child.name.namespace.isStandard {
                    appendContent(of: child, to: &owner)
                } else if let clean = clean(child) {
                    owner.children.append(.element(clean))
                }
            }
        }
    }

    /// Makes an embedded picture a file of the package (ODF 1.3 part 3 §10.4.5, §10.4.6).
    private mutating func takeOut(_ data: DocumentElement, of owner: inout DocumentElement) {
        guard let bytes = Self.bytes(of: data) else {
            return diagnostics.add(.badEmbeddedPicture, at: Place(file: file, line: data.line))
        }
        do throws(ImageError) {
            let picture = try Picture(bytes, turning: .asStored)
            if !pictures.contains(picture) { pictures.append(picture) }
            owner.link(to: picture)
        } catch {
            diagnostics.add(
                .badImage("in the house style", error.explanation), at: Place(file: file, line: data.line))
        }
    }
}
