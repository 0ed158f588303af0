package import Templating

/// Why nothing was made. Everything is then as it was.
package enum CreationError: Error, Sendable {
    case exists(String)
    case notEmpty(String, holds: [String])
    case notAFolder(String)
    case notALetterName(String)
    case letterExists(String)
    case noList
    case notAText(String)
    case noText(String)
    case noKey(file: String, list: String, example: String?, names: String?)
    /// Something is wrong with the files that it was to be made from.
    case wrong(Diagnostics)
    case failed(String, reason: String)

    /// Whether we would not; otherwise the system did not let us.
    package var isRefusal: Bool {
        if case .failed = self { false } else { true }
    }

    /// What, where, and what to do. Nil when diagnostics say it.
    package var message: String? {
        switch self {
        case .exists(let path):
            "'\(path)' is there already, and nothing is ever overwritten: choose another name, or move it away"
        case .notEmpty(let path, let names):
            "'\(path)' is not empty: \(Self.list(names)) \(names.count == 1 ? "is" : "are") in it. "
                + "Name a folder that is empty, or one that is not there yet"
        case .notAFolder(let path):
            "'\(path)' is not a folder: choose another name, or move it away"
        case .notALetterName(let name):
            "'\(Problem.shown(name))' cannot be the name of a letter: use letters, digits and . _ - (A-Z, a-z, 0-9), "
                + "at most 64, not only digits, and do not begin with a point or a hyphen; like oproep-huisvesting"
        case .letterExists(let name):
            "there is a letter '\(name)' already (letters/\(name)), and nothing is ever overwritten: choose another "
                + "name, or move it away"
        case .noList:
            "there is no list of recipients: put one in recipients/, such as recipients/gemeenten.csv, "
                + "with the columns \(RecipientColumn.required.joined(separator: ", "))"
        case .notAText(let name):
            "'\(Problem.shown(name))' is not a text: in LibreOffice or Word choose 'Save as' and 'Text' (.txt) with "
                + "UTF-8, and give that file; Markdown (.md) is taken as it is"
        case .noText(let name):
            "there is no text in '\(Problem.shown(name))': look whether it is the right file"
        case .noKey(let file, let list, let example, let names):
            Self.noKey(file: file, list: list, example: example, names: names)
        case .wrong: nil
        case .failed(let path, let reason):
            "cannot make '\(path)': \(reason)"
        }
    }

    private static func noKey(file: String, list: String, example: String?, names: String?) -> String {
        let codes = example.map { " (such as \($0))" } ?? ""
        let found = names.map { "Column '\(Problem.shown($0))' has names: figures are joined on code, never on name. " }
        return "no column of '\(Problem.shown(file))' has the codes of \(list)\(codes). \(found ?? "")"
            + "Add a column 'code' with the code of each row's recipient"
    }

    private static func list(_ names: [String]) -> String {
        let first = names.prefix(3).map { "'\(Problem.shown($0))'" }
        let rest = names.count - first.count
        return (first + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: ", ")
    }
}

extension RecipientColumn {
    static var required: [String] { allCases.filter(\.isRequired).map(\.rawValue) }
}
