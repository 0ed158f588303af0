/// What content names: fonts, pictures, and states (ISO 32000-1 §7.8.3).
struct PDFResources: Sendable {
    enum Object: Sendable {
        case picture(isOpaque: Bool)
        indirect case form(PDFForm)
    }

    fileprivate(set) var fonts: [String: PDFFont] = [:]
    fileprivate(set) var objects: [String: Object] = [:]
    /// How opaque what is filled is, by the name of a graphics state.
    fileprivate(set) var opacities: [String: Double] = [:]

    /// Content of its own that others paint (ISO 32000-1 §8.10).
    struct PDFForm: Sendable {
        let content: [UInt8]
        let matrix: PDFMatrix
        let resources: PDFResources
    }

    /// Reads each only once: pages share theirs.
    struct Reader {
        private var known: [Int: PDFResources] = [:]
        private var fonts: [Int: PDFFont] = [:]

        private static let deepest = 4

        mutating func read(
            _ dictionary: UInt32, _ file: borrowing QPDFFile, depth: Int = 0
        ) -> PDFResources {
            let identity = file.identity(dictionary)
            if identity != 0, let resources = known[identity] { return resources }
            var resources = PDFResources()
            let fonts = file.value(dictionary, "/Font")
            for key in file.keys(fonts) {
                resources.fonts[String(key.dropFirst())] = font(file.value(fonts, key), file)
            }
            let states = file.value(dictionary, "/ExtGState")
            for key in file.keys(states) {
                resources.opacities[String(key.dropFirst())] = file.number(file.value(file.value(states, key), "/ca"))
            }
            let objects = file.value(dictionary, "/XObject")
            for key in file.keys(objects) {
                resources.objects[String(key.dropFirst())] = object(file.value(objects, key), file, depth: depth)
            }
            if identity != 0 { known[identity] = resources }
            return resources
        }

        private mutating func font(_ font: UInt32, _ file: borrowing QPDFFile) -> PDFFont {
            let identity = file.identity(font)
            if let known = fonts[identity], identity != 0 { return known }
            let read = PDFFont(font, file)
            fonts[identity] = read
            return read
        }

        private mutating func object(_ stream: UInt32, _ file: borrowing QPDFFile, depth: Int) -> Object? {
            let dictionary = file.dictionary(ofStream: stream)
            if file.name(dictionary, "/Subtype") == "/Image" {
                let isMasked = ["/SMask", "/Mask"].contains { file.has(dictionary, $0) }
                return .picture(isOpaque: !isMasked && file.boolean(dictionary, "/ImageMask") != true)
            }
            guard depth < Self.deepest, file.name(dictionary, "/Subtype") == "/Form", let content = file.stream(stream)
            else { return nil }
            let numbers = file.items(file.value(dictionary, "/Matrix")).compactMap { file.number($0) }
            return .form(
                PDFForm(
                    content: content, matrix: PDFMatrix(numbers) ?? PDFMatrix(),
                    resources: read(file.value(dictionary, "/Resources"), file, depth: depth + 1)))
        }
    }
}
