/// Why there is no table.
enum BenchmarkError: Error, CustomStringConvertible {
    case usage
    case notBuilt(String)
    case notStarted(String, code: Int32)
    /// `status` is that of wait(2), `errors` what the program wrote to standard error.
    case failed(String, status: Int32, errors: String)
    case unexpected(String)

    var description: String {
        switch self {
        case .usage: "usage: benchmark REPOSITORY"
        case .notBuilt(let path): "\(path) is not there: run make build"
        case .notStarted(let command, let code): "could not start, errno \(code): \(command)"
        case .failed(let command, let status, let errors):
            "\(status & 0x7F == 0 ? "exit \(status >> 8)" : "signal \(status & 0x7F)"): \(command)\n\(errors)"
        case .unexpected(let what): what
        }
    }
}
