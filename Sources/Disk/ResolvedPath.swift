internal import Glibc

/// Where a path leads, without symbolic links, `.` and `..`: also of what is not there yet, by the nearest folder that is.
package struct ResolvedPath: Hashable, Sendable {
    package let path: String

    /// As many links as the system follows (path_resolution(7)).
    private static let maximumLinks = 40

    package init(_ path: String) {
        var real = path.hasPrefix("/") ? "" : Self.current
        var pending = Array(path.split(separator: "/").reversed())
        var links = 0
        while let name = pending.popLast() {
            switch name {
            case ".": continue
            case "..": real = String(real[..<(real.lastIndex(of: "/") ?? real.startIndex)])
            default:
                let next = "\(real)/\(name)"
                guard links < Self.maximumLinks, let target = Self.target(ofLink: next) else {
                    real = next
                    continue
                }
                links += 1
                if target.hasPrefix("/") { real = "" }
                pending += target.split(separator: "/").reversed()
            }
        }
        self.path = real.isEmpty ? "/" : real
    }

    /// Whether it is that folder, or lies in it.
    package func isWithin(_ folder: ResolvedPath) -> Bool {
        path == folder.path || folder.path == "/" || path.hasPrefix("\(folder.path)/")
    }

    /// Of these folders and files, whether it is one, lies in one, or holds one.
    package func touches(any places: [String]) -> Bool {
        places.map(ResolvedPath.init).contains { isWithin($0) || $0.isWithin(self) }
    }

    private static var current: String {
        guard let real = unsafe realpath(".", nil) else { return "" }
        defer { unsafe free(real) }
        let path = unsafe String(cString: real)
        return path == "/" ? "" : path
    }

    /// Nil when there is no link.
    private static func target(ofLink path: String) -> String? {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe readlink(path, &bytes, bytes.count)
        return count > 0 ? String(decoding: bytes.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
    }
}
