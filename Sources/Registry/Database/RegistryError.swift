package import Exporter
internal import GRDB

/// Why the registry did not do as asked. Nothing was changed then.
package enum RegistryError: Error, Sendable {
    /// Refused: a sentence for each thing that is in the way.
    case refused([String])
    /// The system did not let us.
    case failed(String)
    /// Another was writing to the registry for longer than we waited.
    case busy
    /// Somebody stopped it.
    case interrupted
    /// What is in the registry is not what was put there.
    case damaged(String)
    /// Letters could not be made, or not written.
    case letters(LetterFailure)

    static func refused(_ sentence: String) -> RegistryError { .refused([sentence]) }

    package init(_ error: any Error) {
        self =
            switch error {
            case let error as RegistryError: error
            case let error as LetterFailure: .letters(error)
            case let error as LetterError: .letters(LetterFailure.bug(error))
            case let error as DatabaseError where error.resultCode == .SQLITE_NOTADB:
                .refused([
                    "the file that 'registry' names is not a registry, or not any more: if it was one, move it away and "
                        + "'oproep restore' a backup"
                ])
            case let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT:
                .damaged("the registry is damaged: \(error.message ?? ""); 'oproep restore' takes a backup back")
            case let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT: .interrupted
            case let error as DatabaseError where [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode): .busy
            case let error as DatabaseError: .failed(error.sentence)
            default: .failed("\(error)")
            }
    }
}

extension RegistryError {
    package static let busySentence = "another program has been writing to the registry for long: try again"
}

extension DatabaseError {
    /// What SQLite answers, for people. Never its statement, which may hold names and addresses.
    fileprivate var sentence: String {
        let words = message ?? "no reason given"
        switch resultCode {
        case .SQLITE_FULL:
            return "there is no room on the disk for the registry: make room, and try again"
        case .SQLITE_IOERR:
            return "the registry cannot be read or written: is there room on the disk? (\(words))"
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
            return "the registry cannot be opened for writing: who owns the file, and its folder? (\(words))"
        default:
            return "the registry refused: \(words)"
        }
    }
}
