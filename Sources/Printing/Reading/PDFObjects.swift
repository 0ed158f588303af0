/// All objects of a PDF as values. What is changed in them is changed in the file at once.
final class PDFObjects {
    private let file: QPDFFile
    /// By number; of a stream its dictionary.
    private(set) var values: [Int: PDFValue] = [:]
    private(set) var streams: Set<Int> = []
    let trailer: [String: PDFValue]

    /// Nil when it is no PDF, or a damaged one.
    init?(_ bytes: [UInt8]) {
        guard let file = QPDFFile(bytes),
            let trailer = (try? PDFLexer.value(of: file.source(of: file.trailer)))?.dictionary
        else { return nil }
        for number in file.numbers {
            let object = file.object(number)
            guard let value = try? PDFLexer.value(of: file.source(of: object)) else { return nil }
            if value != .null { values[number] = value }
            if file.isStream(object) { streams.insert(number) }
        }
        if file.isDamaged { return nil }
        self.trailer = trailer
        self.file = file
    }

    // MARK: Reading

    /// What a value refers to; itself when it refers to nothing.
    func resolved(_ value: PDFValue?) -> PDFValue {
        guard case .reference(let number)? = value else { return value ?? .null }
        return values[number] ?? .null
    }

    /// Empty when it is no dictionary.
    func dictionary(_ value: PDFValue?) -> [String: PDFValue] { resolved(value).dictionary ?? [:] }

    func dictionary(_ number: Int) -> [String: PDFValue] { dictionary(.reference(number)) }

    /// Of a value that may stand alone or in an array.
    func array(_ value: PDFValue?) -> [PDFValue] {
        switch resolved(value) {
        case .array(let values): values
        case .null: []
        default: value.map { [$0] } ?? []
        }
    }

    /// The decoded bytes of a stream; nil when it is none, or cannot be decoded.
    func stream(_ value: PDFValue?) -> [UInt8]? {
        guard let number = value?.reference, streams.contains(number) else { return nil }
        return file.stream(file.object(number))
    }

    var root: [String: PDFValue] { dictionary(trailer["Root"]) }

    /// The numbers of the pages, in order (§7.7.3).
    var pages: [Int] {
        var pages: [Int] = []
        var waiting = [root["Pages"] ?? .null]
        var seen: Set<Int> = []
        while let node = waiting.popLast() {
            guard let number = node.reference, seen.insert(number).inserted else { continue }
            if let kids = dictionary(number)["Kids"] {
                waiting += array(kids).reversed()
            } else {
                pages.append(number)
            }
        }
        return pages
    }

    /// A value that a page has, or that a node above it has (§7.7.3.4).
    func inherited(_ key: String, of page: Int) -> PDFValue {
        var node = dictionary(page)
        for _ in 0..<50 {
            if let value = node[key] { return resolved(value) }
            guard let parent = node["Parent"] else { break }
            node = dictionary(parent)
        }
        return .null
    }

    /// What paints a page, its streams one after the other (§7.8.2).
    func content(of page: Int) -> [UInt8]? {
        let streams = array(dictionary(page)["Contents"])
        var content: [UInt8] = []
        for stream in streams {
            guard let bytes = self.stream(stream) else { return nil }
            if !content.isEmpty { content.append(0x0A) }
            content += bytes
        }
        return content
    }

    // MARK: Changing

    /// Of a null the key is taken away.
    func set(_ key: String, of number: Int, to value: PDFValue) {
        guard var entries = values[number]?.dictionary else { return }
        entries[key] = value == .null ? nil : value
        values[number] = .dictionary(entries)
        file.set(key, of: file.object(number), to: value)
    }

    /// Returns the number of a new object.
    func add(_ value: PDFValue) -> Int {
        let number = file.add(value)
        values[number] = value
        return number
    }

    /// Returns the number of a new stream.
    func add(stream bytes: [UInt8]) -> Int {
        let number = file.addStream(bytes)
        values[number] = .dictionary([:])
        streams.insert(number)
        return number
    }

    /// False when this is no stream.
    func replace(stream value: PDFValue?, with bytes: [UInt8]) -> Bool {
        guard let number = value?.reference, streams.contains(number) else { return false }
        file.replace(file.object(number), with: bytes)
        return true
    }

    func setTrailer(_ key: String, to value: PDFValue) {
        file.set(key, of: file.trailer, to: value)
    }

    /// Nil when that fails.
    func written() -> [UInt8]? {
        let written = file.written()
        return file.isDamaged ? nil : written
    }
}
