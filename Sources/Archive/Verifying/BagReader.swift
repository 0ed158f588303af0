internal import Containers
internal import Disk
internal import Exporter
internal import Registry
internal import Synchronization
internal import Workspace

/// A bag that may come from anywhere, as a folder or as a ZIP: which files are in it, and what is in them.
struct BagReader: ~Copyable {
    /// One of the two.
    private let tree: FileTree?
    private var zip: ZIPFileReader?
    /// The files, and what becomes known of them.
    private(set) var ledger: BagLedger

    /// As many as are read at a time.
    private static let batch = 4_096

    static func open(at path: String, _ ledger: BagLedger) throws -> BagReader {
        if FileTree.isFolder(path) { return try BagReader(folder: path, ledger) }
        return try BagReader(zip: path, ledger)
    }

    private init(folder path: String, _ ledger: BagLedger) throws {
        var ledger = ledger
        let tree = try FileTree(at: path)
        guard tree.mayBeBag else { throw Verification.Refusal(message: Self.noBag(path, tree)) }
        try tree.forEach(maximum: Bag.maximumFiles, depth: Bag.maximumDepth) { found in
            switch found {
            case .file(let path, let size): try ledger.list(path, size: size, entry: nil)
            case .other(let path), .empty(let path): try ledger.list(other: path)
            }
        }
        try ledger.finishList()
        self.ledger = ledger
        self.tree = consume tree
        zip = nil
    }

    private init(zip path: String, _ ledger: BagLedger) throws {
        var ledger = ledger
        let zip = try ZIPFileReader(path: path, limits: .bag)
        // RFC 8493 §4: the bag's folder is in it, and nothing else.
        let root = zip.entries.first.map { zip.path(of: $0).prefix { $0 != "/" } + "/" }
        for (index, entry) in zip.entries.enumerated() {
            let member = zip.path(of: entry)
            guard let root, member.hasPrefix(root) else { throw Self.noBag(inZIP: path) }
            try ledger.list(String(member.dropFirst(root.count)), size: entry.size, entry: index)
        }
        if root == nil { throw Self.noBag(inZIP: path) }
        try ledger.finishList()
        self.ledger = ledger
        tree = nil
        self.zip = consume zip
    }

    private static func noBag(inZIP path: String) -> Verification.Refusal {
        Verification.Refusal(message: "'\(path)' does not hold one folder with a bag in it (RFC 8493 §4)")
    }

    /// What is said of a folder that is no bag, with one in it that is.
    private static func noBag(_ path: String, _ tree: borrowing FileTree) -> String {
        let inside = tree.folderNames.first { tree.isFile("\($0)/\(Bag.declaration)") }
        let base = path.hasSuffix("/") ? path : "\(path)/"
        return "'\(path)' is no bag: there is no '\(Bag.declaration)' in it (RFC 8493)"
            + (inside.map { "; '\(base)\($0)' is one" } ?? "")
    }

    // MARK: Contents

    /// The contents of a file; nil when it is not there, is larger than `limit`, or cannot be read.
    mutating func bytes(of path: String, limit: Int) throws -> [UInt8]? {
        guard let file = try ledger.file(path) else { return nil }
        if let entry = file.entry, let found = zip?.entries[entry] { return try? zip?.bytes(of: found, limit: limit) }
        return (try? tree?.read(path, limit: limit)) ?? nil
    }

    /// Gives `body` the contents piece by piece. False when it is not there, is larger than `limit`, or cannot be read.
    private mutating func pieces(
        of file: BagLedger.Listed, limit: Int, _ body: ([UInt8]) throws -> Void
    ) throws -> Bool {
        guard file.size <= limit else { return false }
        do {
            if let entry = file.entry, let found = zip?.entries[entry] {
                try zip?.read(found, body)
                return true
            }
            return try tree?.readPieces(of: file.path, body) ?? false
        } catch is ZIPError {
            return false
        } catch is FileTree.Refusal {
            return false
        }
    }

    /// Gives `body` each line of a file without its end, nil when it is too long to be one of ours; and whether it has an end.
    /// False when it is not there, is larger than `limit`, or cannot be read to its end.
    mutating func lines(
        of path: String, limit: Int, _ body: (_ line: [UInt8]?, _ isWhole: Bool) throws -> Void
    ) throws -> Bool {
        guard let file = try ledger.file(path) else { return false }
        var splitter = LineSplitter()
        let ledger = ledger
        let isRead = try pieces(of: file, limit: limit) { piece in
            try splitter.take(piece) { line in
                try ledger.requireGoingOn()
                try body(line, true)
            }
        }
        try splitter.finish { try body($0, false) }
        return isRead
    }

    /// Nil when it cannot be read.
    mutating func checksum(of file: BagLedger.Listed, _ algorithm: ChecksumAlgorithm) throws -> String? {
        try ledger.requireGoingOn()
        var isRead = false
        let hex = try algorithm.hex { update in isRead = try pieces(of: file, limit: .max) { update($0.span) } }
        return isRead ? hex : nil
    }

    // MARK: Each by itself

    /// Finds out what each file is: those of a folder on all cores. `schemas` are where MDTO and DiWoo files are judged by;
    /// `progress` is told how many are done, by one thread at a time, and says whether to go on.
    mutating func examine(_ schemas: SchemaFiles?, progress: @Sendable (Int) -> Bool) throws {
        var judge = schemas.map { MetadataJudge($0) }
        var (last, done) = (0, 0)
        while true {
            let files = try ledger.next(Self.batch, after: last)
            guard let end = files.last else { return }
            last = end.id
            let before = done
            var found: [ExaminedFile] = []
            switch tree {
            case .some(let tree): found = Self.examine(files, in: tree, schemas) { progress(before + $0) }
            case nil: break
            }
            if zip != nil { found = examine(files, &judge) { progress(before + $0) } }
            guard found.count == files.count else {
                throw Verification.Refusal(message: "stopped: nothing is proved")
            }
            done += files.count
            for (file, found) in Swift.zip(files, found) { try ledger.add(found, of: file.id) }
        }
    }

    private mutating func examine(
        _ files: [BagLedger.Listed], _ judge: inout MetadataJudge?, _ progress: (Int) -> Bool
    ) -> [ExaminedFile] {
        var examined: [ExaminedFile] = []
        for file in files {
            guard progress(examined.count + 1) else { return examined }
            guard let entry = file.entry.flatMap({ zip?.entries[$0] }) else { continue }
            do {
                if let limit = ExaminedFile.limit(of: file.path) {
                    let bytes = try zip?.bytes(of: entry, limit: limit) ?? []
                    examined.append(ExaminedFile(file.path, bytes, &judge))
                } else {
                    let hash = try ContentHash { update in try zip?.read(entry) { update($0.span) } }
                    examined.append(ExaminedFile(file.path, size: file.size, hash))
                }
            } catch {
                let why = (error as? ZIPError)?.message ?? "'\(file.path)' cannot be read"
                examined.append(ExaminedFile(file.path, size: file.size, unreadable: why))
            }
        }
        return examined
    }

    private static func examine(
        _ files: [BagLedger.Listed], in tree: borrowing FileTree, _ schemas: SchemaFiles?,
        _ progress: @Sendable (Int) -> Bool
    ) -> [ExaminedFile] {
        let done = Mutex(0)
        return inChunks(files.count, of: 64, state: { schemas.map { MetadataJudge($0) } }) { judge, range in
            var examined: [ExaminedFile] = []
            for file in files[range] {
                let goesOn = done.withLock { done in
                    done += 1
                    return progress(done)
                }
                guard goesOn else { break }
                examined.append(examine(file, in: tree, &judge))
            }
            return examined
        }.flatMap(\.self)
    }

    private static func examine(
        _ file: BagLedger.Listed, in tree: borrowing FileTree, _ judge: inout MetadataJudge?
    ) -> ExaminedFile {
        do throws(FileTree.Refusal) {
            guard let limit = ExaminedFile.limit(of: file.path) else {
                return ExaminedFile(file.path, size: file.size, try tree.hash(of: file.path))
            }
            guard let bytes = try tree.read(file.path, limit: limit) else {
                return ExaminedFile(
                    file.path, size: file.size, unreadable: "'\(file.path)' is too large for what it is")
            }
            return ExaminedFile(file.path, bytes, &judge)
        } catch {
            return ExaminedFile(file.path, size: file.size, unreadable: error.message)
        }
    }
}
