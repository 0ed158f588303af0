import Foundation
import Glibc

/// Where the program writes for people to read.
enum Terminal {
    /// In characters: COLUMNS when it is set, otherwise what the terminal says. Nil when standard output is no terminal,
    /// so that programs find each line whole.
    static var width: Int? {
        var size = winsize()
        guard isatty(STDOUT_FILENO) != 0, unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 else { return nil }
        let columns = ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) } ?? Int(size.ws_col)
        return columns > 0 ? min(max(columns, 20), 1_000) : nil
    }
}
