internal import Containers
internal import Disk
internal import Exporter
internal import Registry
internal import Synchronization
internal import Workspace

/// Writes a bag, as a folder or as one ZIP: all of it comes to stand at its place, or nothing.
struct BagWriter: ~Copyable {
    /// Gives the contents of a file piece by piece.
    typealias Pieces = (_ put: ([UInt8]) throws(LetterFailure) -> Void) throws(LetterFailure) -> Void

    enum Form: Sendable {
        case folder
        /// With the bag's folder in it under this name (RFC 8493 §4).
        case zip(root: String)
    }

    /// What stands in the temporary folder until it takes its place.
    private static let zipName = "bag.zip"
    /// As many as are made before they are written to a ZIP.
    private static let batch = 256
    private static let chunk = 16

    private let tree: OutputFolder
    private let root: String
    private var zip: ZIPFileWriter?
    let payload: BagPayload

    init(at path: String, as form: Form, protecting sources: [String]) throws(LetterFailure) {
        let tree = try OutputFolder(at: path, protecting: sources)
        let zip = try Self.zip(as: form, at: tree.temporaryPath(of: Self.zipName))
        payload = try BagPayload()
        self.tree = tree
        self.zip = zip
        root = if case .zip(let root) = form { root } else { "" }
    }

    private static func zip(as form: Form, at path: String) throws(LetterFailure) -> ZIPFileWriter? {
        guard case .zip = form else { return nil }
        do throws(ZIPError) {
            return try ZIPFileWriter(path: path, maximumMembers: Bag.maximumFiles)
        } catch {
            throw .failed(error.message)
        }
    }

    /// A folder of which the files are added later.
    mutating func addFolder(_ path: String) throws(LetterFailure) {
        if zip == nil { try tree.files.wrap { files throws(DiskError) in try files.createFolder(path) } }
    }

    /// A file straight in a folder that is there.
    mutating func add(_ bytes: [UInt8], as path: String) throws(LetterFailure) {
        try write(bytes, as: path)
        try payload.note(BagEntry(bytes, as: path))
    }

    /// The same, of one that may be more than there is room for in memory.
    mutating func add(as path: String, _ body: Pieces) throws(LetterFailure) -> BagEntry {
        let entry = try write(as: path, body)
        try payload.note(entry)
        return entry
    }

    mutating func add(_ folder: BagFolder) throws(LetterFailure) {
        try addFolder(folder.path)
        for (entry, bytes) in folder.files {
            try write(bytes, as: entry.path)
            try payload.note(entry)
        }
    }

    /// Folders that are made on all cores, each of which begins with a `state` of its own: `make` gives those of a
    /// part, with what is to be known of them. `goesOn` is told how many are done. Returns what is to be known, in
    /// order.
    mutating func add<Part: Sendable, State, Note: Sendable>(
        _ parts: [Part], state: @Sendable () -> State, goesOn: @Sendable (Int) -> Bool,
        _ make: @Sendable (inout State, Part) throws(RegistryError) -> (folders: [BagFolder], note: Note)
    ) throws(LetterFailure) -> [Note] {
        let count = parts.count
        let done = Mutex(0)
        let output = zip == nil ? tree.files : nil
        let batch = zip == nil ? max(count, 1) : Self.batch
        var notes: [Note] = []
        for start in stride(from: 0, to: count, by: batch) {
            let made = inChunks(
                min(batch, count - start), of: Self.chunk, state: state,
                { state, range in
                    Self.make(range, from: start, output, done, goesOn) { index throws(RegistryError) in
                        try make(&state, parts[index])
                    }
                })
            for part in made {
                for (folders, note) in try part.get() {
                    notes.append(note)
                    for (entry, bytes) in folders.flatMap(\.files) {
                        try payload.note(entry)
                        if output == nil { try write(bytes, as: entry.path) }
                    }
                }
            }
        }
        return notes
    }

    /// Those of one core, written at once where that can be done in any order.
    private static func make<Note>(
        _ range: Range<Int>, from start: Int, _ output: NewFiles?, _ done: borrowing Mutex<Int>,
        _ goesOn: (Int) -> Bool, _ make: (Int) throws(RegistryError) -> (folders: [BagFolder], note: Note)
    ) -> Result<[(folders: [BagFolder], note: Note)], LetterFailure> {
        Result { () throws(LetterFailure) in
            var made: [(folders: [BagFolder], note: Note)] = []
            for index in range {
                let isWanted = done.withLock { done in
                    done += 1
                    return goesOn(done)
                }
                if !isWanted { throw .interrupted }
                var (folders, note): ([BagFolder], Note)
                do throws(RegistryError) {
                    (folders, note) = try make(start + index)
                } catch {
                    throw LetterFailure(error)
                }
                if let output {
                    for index in folders.indices { folders[index] = try folders[index].written(to: output) }
                }
                made.append((folders, note))
            }
            return made
        }
    }

    private mutating func write(_ bytes: [UInt8], as path: String) throws(LetterFailure) {
        do throws(ZIPError) {
            if zip != nil {
                try zip?.add("\(root)/\(path)", bytes)
                return
            }
        } catch {
            throw .failed(error.message)
        }
        try tree.files.wrap { files throws(DiskError) in try files.write(bytes, as: path) }
    }

    /// A file of which `body` gives the pieces.
    private mutating func write(as path: String, _ body: Pieces) throws(LetterFailure) -> BagEntry {
        let files = tree.files
        let isInZIP = zip != nil
        if isInZIP {
            try Self.wrap { () throws(ZIPError) in
                try zip?.begin("\(root)/\(path)", isCompressed: false)
            }
        } else {
            try files.wrap { files throws(DiskError) in try files.write([], as: path) }
        }
        var pieces = ContentHash.Pieces()
        try body { piece throws(LetterFailure) in
            pieces.take(piece.span)
            if isInZIP {
                try Self.wrap { () throws(ZIPError) in try zip?.append(piece) }
            } else {
                try files.wrap { files throws(DiskError) in try files.append(piece, to: path) }
            }
        }
        if isInZIP { try Self.wrap { () throws(ZIPError) in try zip?.finishMember() } }
        return BagEntry(path: path, pieces)
    }

    private static func wrap(_ body: () throws(ZIPError) -> Void) throws(LetterFailure) {
        do throws(ZIPError) {
            try body()
        } catch {
            throw .failed(error.message)
        }
    }

    /// Adds the lists and `info`, and puts the bag in its place; `sealed` is done just before, when all is on disk.
    consuming func commit(
        _ info: BagInfo, sealed: () throws(LetterFailure) -> Void
    ) throws(LetterFailure) {
        // What is written can be proved: 'verify' reads no more.
        guard try payload.all.files + Bag.tagCount <= Bag.maximumFiles else {
            throw .refused("a bag of this mailing would have more than \(Bag.maximumFiles) files")
        }
        let tags = [(Bag.declaration, Array(Bag.declarationText.utf8)), (Bag.info, info.bytes)]
        for (name, bytes) in tags { try write(bytes, as: name) }
        let payload = payload
        let manifest = try write(as: Bag.manifest) { put throws(LetterFailure) in try payload.list(put) }
        let listed = (tags.map { BagEntry($0.1, as: $0.0) } + [manifest]).sorted { $0.path < $1.path }
        try write(Bag.list(listed), as: Bag.tagManifest)
        guard let zip = zip.take() else { return try tree.place(sealed: sealed) }
        do throws(ZIPError) {
            try zip.finish()
        } catch {
            throw .failed(error.message)
        }
        try tree.place(file: Self.zipName, sealed: sealed)
    }
}

extension BagFolder {
    /// Writes it, and lets go of the bytes.
    fileprivate func written(to output: NewFiles) throws(LetterFailure) -> BagFolder {
        try output.wrap { output throws(DiskError) in
            try output.createFolder(path)
            for (entry, bytes) in files { try output.write(bytes, as: entry.path) }
        }
        return BagFolder(path: path, files: files.map { ($0.entry, []) })
    }
}

extension NewFiles {
    fileprivate func wrap(_ body: (NewFiles) throws(DiskError) -> Void) throws(LetterFailure) {
        do throws(DiskError) {
            try body(self)
        } catch {
            throw LetterFailure(error)
        }
    }
}
