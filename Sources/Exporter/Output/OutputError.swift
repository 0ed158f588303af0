internal import Disk

/// Why a directory of letters was not written. The target is then as it was.
enum OutputError: Error, Equatable, Sendable {
    /// What must never be replaced.
    enum Place: String, Sendable {
        case root = "the root of the file system"
        case home = "the home directory"
        case current = "the current directory"
        case sources = "what the letters are made from"
    }

    case protected(String, Place)
    case symbolicLink(String)
    case notADirectory(String)
    /// Has something in it, and no manifest of ours.
    case notOurs(String)
    case edited(String, [OutputDifference])
    case disk(DiskError)

    /// Whether we would not, for the sake of what is there; otherwise the system did not let us.
    var isRefusal: Bool {
        switch self {
        case .protected, .symbolicLink, .notADirectory, .notOurs, .edited: true
        case .disk(let error): error.isRefusal
        }
    }

    /// What, where, and what to do.
    var message: String {
        switch self {
        case .protected(let path, let place):
            "'\(path)' is, holds or lies in \(place.rawValue): name a directory for the letters alone"
        case .symbolicLink(let path):
            "'\(path)' is a symbolic link: name the directory itself"
        case .notADirectory(let path):
            "'\(path)' is not a directory: name another, or move it away"
        case .notOurs(let path):
            "'\(path)' has files in it that oproep did not make: name another directory, or replace it with --force"
        case .edited(let path, let differences):
            "'\(path)' was changed since oproep made it: \(Self.list(differences)). "
                + "Move what you want to keep, or replace it with --force"
        case .disk(let error): error.message
        }
    }

    private static func list(_ differences: [OutputDifference]) -> String {
        let first = differences.prefix(3).map { "'\($0.name)' \($0.kind.rawValue)" }
        let rest = differences.count - first.count
        return (first + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: ", ")
    }
}

extension DiskError {
    /// Whether we would not, for the sake of what is there; otherwise the system did not let us.
    var isRefusal: Bool {
        switch self {
        case .occupied, .inUse: true
        case .cannotExchange, .failed: false
        }
    }

    var message: String {
        switch self {
        case .occupied(let path):
            "'\(path)' is there already: name another, or move it away first"
        case .inUse(let path):
            "'\(path)' is being written by another oproep: wait until it is done"
        case .cannotExchange(let path):
            "the file system of '\(path)' cannot exchange two directories: remove this one first, or name another"
        case .failed(let action, let path, let error):
            "cannot \(action.rawValue) '\(path)': \(error.message)"
        }
    }
}

/// Where a directory is not what its manifest says.
struct OutputDifference: Equatable, Sendable {
    enum Kind: String, Sendable {
        case changed = "was edited"
        case changedInOffice = "was edited, and is open in LibreOffice"
        case extra = "was added"
        case missing = "was taken away"
    }

    let name: String
    let kind: Kind
}
