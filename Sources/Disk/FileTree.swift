/// A folder of files that may come from anywhere: no link in it is followed, and nothing else than a file is opened.
package struct FileTree: ~Copyable, Sendable {
    package enum Refusal: Error, Equatable, Sendable {
        case unreadable(path: String, SystemError)
        case tooMany(Int)
        case tooDeep(path: String)
    }

    /// What is in it, by its path from the folder.
    package enum Found: Sendable {
        /// With its size in bytes.
        case file(String, size: Int)
        /// What is no file, nor a folder: a link, a pipe, a device.
        case other(String)
        /// A folder with nothing in it.
        case empty(String)
    }

    private let directory: Directory

    /// Whether there is a folder at a path; a link to one counts.
    package static func isFolder(_ path: String) -> Bool { (try? Directory(path: path)) != nil }

    package init(at path: String) throws(Refusal) {
        do throws(SystemError) {
            directory = try Directory(path: path)
        } catch {
            throw .unreadable(path: path, error)
        }
    }

    /// Gives `body` all that is in it, one after the other; refused when that is more than `maximum`, or
    /// lies deeper than in so many folders.
    package func forEach(maximum: Int, depth: Int, _ body: (Found) throws -> Void) throws {
        var count = 0
        try Self.walk(directory, "", depthLeft: depth) { found in
            count += 1
            if count > maximum { throw Refusal.tooMany(maximum) }
            try body(found)
        }
    }

    package func isFile(_ path: String) -> Bool {
        let kind = try? inParent(of: path) { parent, name throws(SystemError) in try parent.kind(of: name) }
        return kind == .file
    }

    /// Of the folders straight in it, in order.
    package var folderNames: [String] {
        ((try? directory.names()) ?? []).filter { (try? directory.kind(of: $0)) == .directory }
    }

    /// Gives `body` the contents of a file piece by piece. False when it is none.
    package func readPieces(of path: String, _ body: ([UInt8]) throws -> Void) throws -> Bool {
        var failure: (any Error)?
        let isFile = try inParent(of: path) { parent, name throws(SystemError) in
            try parent.readFile(name) { (piece: Span<UInt8>) in
                guard failure == nil else { return }
                do {
                    var bytes: [UInt8] = []
                    bytes.append(piece)
                    try body(bytes)
                } catch {
                    failure = error
                }
            }
        }
        if let failure { throw failure }
        return isFile
    }

    private static func walk(
        _ directory: borrowing Directory, _ prefix: String, depthLeft: Int, _ body: (Found) throws -> Void
    ) throws {
        if depthLeft == 0 { throw Refusal.tooDeep(path: prefix) }
        let names = try wrap(prefix) { () throws(SystemError) in try directory.names() }
        if names.isEmpty, !prefix.isEmpty { try body(.empty(prefix)) }
        for name in names {
            let path = prefix.isEmpty ? name : "\(prefix)/\(name)"
            switch try wrap(path, { () throws(SystemError) in try directory.kind(of: name) }) {
            case .file:
                let size = try wrap(path) { () throws(SystemError) in try directory.size(of: name) }
                try body(.file(path, size: size ?? 0))
            case .directory:
                let inside = try wrap(path) { () throws(SystemError) in try Directory(name, in: directory) }
                try walk(inside, path, depthLeft: depthLeft - 1, body)
            case .link, .other, nil:
                try body(.other(path))
            }
        }
    }

    /// The contents of a file; nil when it is none, or larger than `limit`.
    package func read(_ path: String, limit: Int) throws(Refusal) -> [UInt8]? {
        try inParent(of: path) { parent, name throws(SystemError) in try parent.readFile(name, limit: limit) }
    }

    /// The SHA-256 of a file, which need not fit in memory; nil when it is none.
    package func hash(of path: String) throws(Refusal) -> ContentHash? {
        try inParent(of: path) { parent, name throws(SystemError) in
            var isFile = false
            var failure: SystemError?
            let hash = ContentHash { update in
                do throws(SystemError) {
                    isFile = try parent.readFile(name, pieces: update)
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
            return isFile ? hash : nil
        }
    }

    private func inParent<Value>(
        of path: String, _ body: (borrowing Directory, String) throws(SystemError) -> Value
    ) throws(Refusal) -> Value {
        var components = path.split(separator: "/")
        let name = String(components.popLast() ?? "")
        return try Self.wrap(path) { () throws(SystemError) in
            try directory.inFolder(components) { parent throws(SystemError) in try body(parent, name) }
        }
    }

    private static func wrap<Value: ~Copyable>(
        _ path: String, _ body: () throws(SystemError) -> Value
    ) throws(Refusal) -> Value {
        do throws(SystemError) {
            return try body()
        } catch {
            throw .unreadable(path: path, error)
        }
    }
}
