internal import FoundationEssentials
internal import Glibc

/// The sample letter, in a copy of the repository's workspace, with its rows repeated.
struct SampleWorkspace {
    static let letter = "oproep-huisvesting-statushouders"
    private static let list = "recipients/gemeenten-overijssel.csv"
    private static let folder = "letters/\(letter)"
    private static let figures = "\(folder)/figures.csv"

    let path: String

    init(copying repository: String, to path: String) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for item in ["oproep.yaml", "letters", "recipients"] {
            try FileManager.default.copyItem(atPath: "\(repository)/\(item)", toPath: "\(path)/\(item)")
        }
    }

    init(copying repository: String, to path: String, recipients count: Int) throws {
        try self.init(copying: repository, to: path)
        let figures = try ["saldo_begin", "saldo_eind"].map { (column: $0, values: try values(of: $0)) }
        let rows = try repeatRows(of: Self.list, to: count)
        guard try repeatRows(of: Self.figures, to: count) == rows else {
            throw BenchmarkError.unexpected("the sample's list and figures cannot be repeated to \(count) rows")
        }
        let file = "\(path)/\(Self.folder)/letter.yaml"
        var text = try String(contentsOfFile: file, encoding: .utf8)
        for (column, values) in figures {
            let check = "total.\(column) == "
            let total = values.reduce(0, +)
            guard text.contains("\(check)\(total)\n") else {
                throw BenchmarkError.unexpected("the sample's check of \(check)\(total) is gone")
            }
            let repeated = total * (count / rows) + values.prefix(count % rows).reduce(0, +)
            text = text.replacing("\(check)\(total)\n", with: "\(check)\(repeated)\n")
        }
        try text.write(toFile: file, atomically: false, encoding: .utf8)
    }

    static func code(_ index: Int) -> String { "GM" + index.padded(6) }

    /// The code of the first recipient.
    var firstCode: String {
        get throws {
            let text = try String(contentsOfFile: "\(path)/\(Self.list)", encoding: .utf8)
            guard let row = text.split(whereSeparator: \.isNewline).dropFirst().first else {
                throw BenchmarkError.unexpected("the sample's list is empty")
            }
            return String(row.prefix { $0 != "," })
        }
    }

    /// The figures in a column.
    private func values(of column: String) throws -> [Int] {
        let text = try String(contentsOfFile: "\(path)/\(Self.figures)", encoding: .utf8)
        let lines = text.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        guard let index = lines.first?.firstIndex(of: Substring(column)) else {
            throw BenchmarkError.unexpected("the sample has no figures \(column)")
        }
        return try lines.dropFirst().map { cells in
            guard cells.indices.contains(index), let value = Int(cells[index]) else {
                throw BenchmarkError.unexpected("the sample's \(column) is not a number in each row")
            }
            return value
        }
    }

    /// Gives each row a code of its own in the first column. Returns how many rows there were.
    private func repeatRows(of file: String, to count: Int) throws -> Int {
        let file = "\(path)/\(file)"
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(whereSeparator: \.isNewline)
        guard let header = lines.first, header.hasPrefix("code,"), lines.count > 1 else {
            throw BenchmarkError.unexpected("\(file) does not begin with the column of codes")
        }
        let rows = lines.dropFirst().map { $0.drop { $0 != "," } }
        guard let stream = unsafe fopen(file, "w") else { throw BenchmarkError.unexpected("\(file) cannot be written") }
        unsafe fputs("\(header)\n", stream)
        // In pieces: what we hold in memory counts for the programs that we start (see Plan).
        for index in 0..<count {
            unsafe fputs("\(Self.code(index))\(rows[index % rows.count])\n", stream)
        }
        guard unsafe fclose(stream) == 0 else { throw BenchmarkError.unexpected("\(file) cannot be written") }
        return rows.count
    }
}
