import Templating

/// What can be wrong with what the settings mean.
extension Problem {
    static let badServer = Problem(
        .badValue, "this is not the address of a mail server",
        suggestion: "write it like smtps://mail.example.nl:465, with 'user' and 'password_file' as keys of their own")

    static func notADuration(_ text: String) -> Problem {
        Problem(.badValue, "'\(shown(text))' is not a duration", suggestion: "write it like P7Y for seven years")
    }

    static func badLanguage(_ text: String) -> Problem {
        Problem(
            .badValue, "'\(shown(text))' is not a language of Oproep", suggestion: "write nl-NL, or en-GB for English")
    }

    static func badTimeZone(_ text: String) -> Problem {
        let near =
            nearest(to: text, among: LocalZone.places)
            // People leave out the continent.
            ?? LocalZone.places.first { $0.lowercased().hasSuffix("/\(text.lowercased())") }
        return Problem(
            .badValue, "'\(shown(text))' is not a time zone",
            suggestion: near.map { "did you mean '\($0)'?" } ?? "write a place, like Europe/Amsterdam")
    }

    static func registryElsewhere(_ scheme: String) -> Problem {
        let isPostgres = ["postgres", "postgresql"].contains(scheme)
        return Problem(
            isPostgres ? .notAvailable : .badValue,
            isPostgres
                ? "a registry in PostgreSQL comes with a later version of oproep"
                : "'\(shown(scheme))://' is no registry: that is one file on a disk of this computer",
            suggestion: "name a file, like .oproep/registry.sqlite")
    }

    static func noWorkspace(_ path: String) -> Problem {
        Problem(
            .missingFile, "there is no oproep.yaml in '\(path)'",
            suggestion: "make a workspace with: oproep init '\(path)'")
    }
}
