internal import Exporter
internal import Synchronization
internal import Workspace

/// A bag that may come from anywhere, as a folder or as a ZIP: which files are in it, and what is in them.
struct BagReader: ~Copyable {
    /// Why nothing can be said of it.
    struct Refusal: Error, Sendable {
        let message: String
    }

    /// One of the two.
    private let tree: FileTree?
    private var zip: ZIPFileReader?
    private let entries: [String: ZIPFileReader.Entry]

    /// In the order of their paths from the bag's folder.
    let files: [(path: String, size: Int)]
    /// What is no file: links, pipes, folders with nothing in them.
    let others: [String]

    static func open(at path: String) throws(Refusal) -> BagReader {
        if FileTree.isFolder(path) { return try BagReader(openTree(at: path)) }
        return try BagReader(openZIP(at: path), path)
    }

    private static func openTree(at path: String) throws(Refusal) -> FileTree {
        do throws(FileTree.Refusal) {
            return try FileTree(at: path)
        } catch {
            throw Refusal(message: error.message)
        }
    }

    private static func openZIP(at path: String) throws(Refusal) -> ZIPFileReader {
        do throws(ZIPError) {
            return try ZIPFileReader(path: path)
        } catch {
            throw Refusal(message: error.message)
        }
    }

    private init(_ tree: consuming FileTree) throws(Refusal) {
        let found: FileTree.Contents
        do throws(FileTree.Refusal) {
            found = try tree.contents(maximum: Bag.maximumFiles)
        } catch {
            throw Refusal(message: error.message)
        }
        self.tree = consume tree
        zip = nil
        entries = [:]
        files = found.files.sorted { $0.path < $1.path }
        others = (found.others + found.empty).sorted()
    }

    private init(_ zip: consuming ZIPFileReader, _ path: String) throws(Refusal) {
        // RFC 8493 §4: the bag's folder is in it, and nothing else.
        let root = zip.entries.first?.path.prefix { $0 != "/" } ?? ""
        guard !zip.entries.isEmpty, zip.entries.allSatisfy({ $0.path.hasPrefix("\(root)/") }) else {
            throw Refusal(message: "'\(path)' does not hold one folder with a bag in it (RFC 8493 §4)")
        }
        let found = zip.entries.map { (path: String($0.path.dropFirst(root.count + 1)), entry: $0) }
        files = found.map { ($0.path, $0.entry.size) }.sorted { $0.path < $1.path }
        others = []
        entries = Dictionary(found.map { ($0.path, $0.entry) }) { first, _ in first }
        tree = nil
        self.zip = consume zip
    }

    // MARK: Contents

    /// The contents of a file; nil when it is not there, is larger than `limit`, or cannot be read.
    mutating func bytes(of path: String, limit: Int) -> [UInt8]? {
        guard tree == nil else { return (try? tree?.read(path, limit: limit)) ?? nil }
        return entries[path].flatMap { try? zip?.bytes(of: $0, limit: limit) }
    }

    /// What each file is, in the order of `files`: those of a folder on all cores. `schemas` are where MDTO and DiWoo
    /// files are judged by; `progress` is told how many are done, by one thread at a time, and says whether to go on.
    mutating func examine(
        _ schemas: SchemaFiles?, progress: @Sendable (Int) -> Bool
    ) -> [ExaminedFile] {
        switch tree {
        case .some(let tree): return Self.examine(files, in: tree, schemas, progress)
        case nil: break
        }
        var judge = schemas.map { MetadataJudge($0) }
        var examined: [ExaminedFile] = []
        for (path, size) in files {
            guard progress(examined.count + 1) else { return examined }
            guard let entry = entries[path] else { continue }
            do {
                if let limit = ExaminedFile.limit(of: path) {
                    let bytes = try zip?.bytes(of: entry, limit: limit) ?? []
                    examined.append(ExaminedFile(path, bytes, &judge))
                } else {
                    let hash = try ContentHash { update in try zip?.read(entry) { update($0.span) } }
                    examined.append(ExaminedFile(path, size: size, hash))
                }
            } catch {
                let why = (error as? ZIPError)?.message ?? "'\(path)' cannot be read"
                examined.append(ExaminedFile(path, size: size, unreadable: why))
            }
        }
        return examined
    }

    private static func examine(
        _ files: [(path: String, size: Int)], in tree: borrowing FileTree, _ schemas: SchemaFiles?,
        _ progress: @Sendable (Int) -> Bool
    ) -> [ExaminedFile] {
        let done = Mutex(0)
        return inChunks(files.count, of: 64, state: { schemas.map { MetadataJudge($0) } }) { judge, range in
            var examined: [ExaminedFile] = []
            for (path, size) in files[range] {
                let goesOn = done.withLock { done in
                    done += 1
                    return progress(done)
                }
                guard goesOn else { break }
                do throws(FileTree.Refusal) {
                    if let limit = ExaminedFile.limit(of: path) {
                        guard let bytes = try tree.read(path, limit: limit) else {
                            examined.append(
                                ExaminedFile(path, size: size, unreadable: "'\(path)' is too large for what it is"))
                            continue
                        }
                        examined.append(ExaminedFile(path, bytes, &judge))
                    } else {
                        let hash = try tree.hash(of: path)
                        examined.append(ExaminedFile(path, size: size, hash))
                    }
                } catch {
                    examined.append(ExaminedFile(path, size: size, unreadable: error.message))
                }
            }
            return examined
        }.flatMap(\.self)
    }
}
