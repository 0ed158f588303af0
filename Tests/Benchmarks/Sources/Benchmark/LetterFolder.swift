internal import FoundationEssentials
internal import Glibc

/// The letters that a run wrote.
struct LetterFolder {
    let path: String
    /// In the order of their codes.
    let names: [String]

    init(_ path: String, format: String = "odt") throws {
        self.path = path
        names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".\(format)") }.sorted()
    }

    /// The mean size of a letter.
    var meanSize: Double {
        get throws {
            var total = 0
            for name in names {
                var status = stat()
                guard unsafe stat("\(path)/\(name)", &status) == 0 else {
                    throw BenchmarkError.unexpected("\(name) is gone")
                }
                total += Int(status.st_size)
            }
            return Double(total) / Double(names.count)
        }
    }

    /// The first letters, as many as the sample has rows: those after them differ only in their codes.
    func sample(_ count: Int, scratch: String) throws -> [LetterPackage] {
        try names.prefix(count).map { try LetterPackage("\(path)/\($0)", scratch: scratch) }
    }
}
