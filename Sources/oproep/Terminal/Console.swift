import ArgumentParser
import Exporter
import Foundation
import Registry
import Templating

/// Data goes to standard output, everything else to standard error.
enum Console {
    static func print(_ text: String) {
        write(harmless(text) + "\n")
    }

    /// Without what makes a terminal do something, or shows text in another order than it has.
    private static func harmless(_ text: String) -> String {
        let isHarmful = { (scalar: Unicode.Scalar) in
            switch scalar.value {
            case 0x0A: false
            case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
            default: false
            }
        }
        guard text.unicodeScalars.contains(where: isHarmful) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { isHarmful($0) ? "\u{FFFD}" : $0 }))
    }

    /// Text that has its line ends. Ends the program when nobody can have it.
    static func write(_ text: String) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
        } catch {
            // Whoever read it has enough: 'oproep status 1 | head'.
            if errno != EPIPE { note("error: standard output cannot be written: is there room?") }
            Oproep.exit(withError: ExitCode.outputFailed)
        }
    }

    static func note(_ text: String) {
        writeNote(harmless(text) + "\n")
    }

    /// What is being done is not given up because nobody listens.
    static func writeNote(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }

    static func show(_ diagnostics: Diagnostics) {
        for diagnostic in diagnostics.all { note(diagnostic.description) }
        for (id, count) in diagnostics.leftOut.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            note("and \(Language.english.format(count)) more [\(id.rawValue)]")
        }
        let (errors, warnings) = (diagnostics.total(.error), diagnostics.total(.warning))
        let counts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }.map { count, noun in
            "\(Language.english.format(count)) \(noun)\(count == 1 ? "" : "s")"
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
        case .busy:
            note("error: \(RegistryError.busySentence)")
            return .outputFailed
        case .interrupted:
            note("stopped: nothing was changed")
            return .refused
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
    /// Done in part: something is refused, deferred or in doubt.
    static let partlyDone = ExitCode(2)
    /// A bug of ours (EX_SOFTWARE).
    static let bug = ExitCode(70)
    /// Input or output failed (EX_IOERR).
    static let outputFailed = ExitCode(74)
}
