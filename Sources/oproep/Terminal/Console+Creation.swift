import ArgumentParser
import Workspace

extension Console {
    /// Tells why nothing was made. Returns what the command is to end with.
    static func end(_ error: CreationError) -> ExitCode {
        if case .wrong(let diagnostics) = error { show(diagnostics) }
        if let message = error.message { note("error: \(message)") }
        if error.isRefusal { note("nothing was made") }
        return error.isRefusal ? .refused : .outputFailed
    }
}
