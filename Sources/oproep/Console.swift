import ArgumentParser
import Foundation
import Templating

/// Data goes to standard output, everything else to standard error.
enum Console {
    static func print(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    static func note(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    static func show(_ diagnostics: Diagnostics) {
        for diagnostic in diagnostics.all { note(diagnostic.description) }
        let errors = diagnostics.all.count { $0.severity == .error }
        let warnings = diagnostics.all.count - errors
        let counts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }.map { count, noun in
            "\(count) \(noun)\(count == 1 ? "" : "s")"
        }
        if !counts.isEmpty { note(counts.joined(separator: ", ")) }
    }
}

extension ExitCode {
    /// There are diagnostics, or what was asked is refused.
    static let refused = ExitCode(1)
    /// A bug of ours (EX_SOFTWARE).
    static let bug = ExitCode(70)
    /// Input or output failed (EX_IOERR).
    static let outputFailed = ExitCode(74)
}
