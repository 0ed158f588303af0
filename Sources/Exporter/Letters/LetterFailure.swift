internal import Disk
package import Templating

/// Why letters were not made, or not written. Nothing changed where they were to stand.
package enum LetterFailure: Error {
    /// Refused for the sake of what stands there, or for what is not installed.
    case refused(String)
    /// The system did not let us.
    case failed(String)
    /// A letter that was right when it was checked, and cannot be made after all.
    case bug(LetterError)
    /// Something is wrong with some of the letters.
    case wrong(Diagnostics)
    case interrupted

    /// In a sentence, where nobody can show more.
    package var sentence: String {
        switch self {
        case .refused(let why), .failed(let why): why
        case .bug(let error): error.description
        case .wrong(let diagnostics): diagnostics.all.first?.problem.message ?? "something is wrong with it"
        case .interrupted: "stopped"
        }
    }

    package init(_ error: any Error) {
        self =
            switch error {
            case let error as LetterFailure: error
            case let error as OutputError: error.isRefusal ? .refused(error.message) : .failed(error.message)
            case let error as DiskError: error.isRefusal ? .refused(error.message) : .failed(error.message)
            case let error as LetterError: .bug(error)
            default: .failed("\(error)")
            }
    }
}
