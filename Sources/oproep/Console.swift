import ArgumentParser
import Exporter
import Foundation
import Registry
import Templating

/// Data goes to standard output, everything else to standard error.
enum Console {
    static func print(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    /// Text that has its line ends.
    static func write(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
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

extension Console {
    /// Tells why the registry did not do as asked. Gives how the program ends.
    static func end(_ error: RegistryError) -> ExitCode {
        switch error {
        case .refused(let sentences):
            for sentence in sentences { note("error: \(sentence)") }
            return .refused
        case .damaged(let why):
            note("error: \(why)")
            return .refused
        case .failed(let why):
            note("error: \(why)")
            return .outputFailed
        case .letters(let failure):
            return end(failure)
        }
    }

    /// Tells why letters were not made; `diagnostics` are those from before. Gives how the program ends.
    static func end(_ failure: LetterFailure, after diagnostics: Diagnostics = Diagnostics()) -> ExitCode {
        switch failure {
        case .refused(let why):
            note("error: \(why)")
            return .refused
        case .failed(let why):
            note("error: \(why)")
            return .outputFailed
        case .bug(let error):
            note("error: \(error); this is a bug of oproep")
            return .bug
        case .wrong(let found):
            var all = diagnostics
            all.add(found)
            show(all)
            return .refused
        case .interrupted:
            note("stopped: nothing was written")
            return .refused
        }
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
