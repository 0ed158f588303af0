/// Proves a bag complete, and every file what the lists say.
struct BagCheck {
    private(set) var problems: [String] = []

    private static let tagLimit = 1_000_000

    init(_ bag: inout BagReader, _ contents: BagContents, _ info: BagInfo?) {
        problems += bag.others.map { "'\($0)' is no file: a bag holds files, in folders that are not empty" }
        problems += contents.files.compactMap { file in
            file.sha256 == nil ? "'\(file.path)': \(file.problem ?? "it cannot be read")" : nil
        }
        if bag.bytes(of: Bag.declaration, limit: Self.tagLimit) != Array(Bag.declarationText.utf8) {
            problems.append("'\(Bag.declaration)' is not that of a bag of BagIt 1.0")
        }
        compare(&bag, Bag.manifest, contents.payload)
        compare(&bag, Bag.tagManifest, contents.tags.filter { $0.path != Bag.tagManifest })
        let sum = "\(contents.payload.reduce(0) { $0 + $1.size }).\(contents.payload.count)"
        if info == nil {
            problems.append("'\(Bag.info)' is not there, or not of lines 'Name: value'")
        } else if info?["Payload-Oxum"] != sum {
            problems.append(
                "'\(Bag.info)' says that '\(Bag.payload)' has \(info?["Payload-Oxum"] ?? "nothing") bytes.files, and it has \(sum)"
            )
        }
    }

    private mutating func compare(_ bag: inout BagReader, _ name: String, _ files: [ExaminedFile]) {
        let bytes = bag.bytes(of: name, limit: BagList.maximumSize)
        if bytes == nil { problems.append("'\(name)' is not there, or cannot be read") }
        let list = BagList(bytes ?? [], name: name)
        problems += list.problems
        let listed = Dictionary(list.files.map { ($0.path, $0.sha256) }) { first, _ in first }
        let present = Set(files.map(\.path))
        for file in files {
            guard let sha256 = listed[file.path] else {
                problems.append("'\(file.path)' is not in '\(name)': it was added, or has another name")
                continue
            }
            if let found = file.sha256, found != sha256 {
                problems.append("'\(file.path)' is not what '\(name)' says: its SHA-256 is \(found)")
            }
        }
        problems += list.files.filter { !present.contains($0.path) }.map {
            "'\($0.path)' is in '\(name)' and not in the bag"
        }
    }
}
