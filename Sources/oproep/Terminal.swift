import Foundation
import Glibc

/// Where the program writes for people to read.
enum Terminal {
    /// In characters: COLUMNS when it is set, otherwise what the terminal says. Nil when standard output is no terminal,
    /// so that programs find each line whole.
    static var width: Int? {
        if let columns = ProcessInfo.processInfo.environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 {
            return min(max(columns, 20), 1_000)
        }
        var size = winsize()
        guard isatty(STDOUT_FILENO) != 0, unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
        else { return nil }
        return max(Int(size.ws_col), 20)
    }
}
