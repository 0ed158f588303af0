internal import FoundationEssentials
internal import Glibc

/// The sample letter, in a copy of the repository's workspace, with its rows repeated.
struct SampleWorkspace {
    static let letter = "oproep-huisvesting-statushouders"
    private static let list = "recipients/gemeenten-overijssel.csv"
    private static let folder = "letters/\(letter)"

    let path: String

    init(copying repository: String, to path: String) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for item in ["oproep.yaml", "letters", "recipients"] {
            try FileManager.default.copyItem(atPath: "\(repository)/\(item)", toPath: "\(path)/\(item)")
        }
    }

    /// `count` is a multiple of the number of rows, so that the totals of the checks stay whole.
    init(copying repository: String, to path: String, recipients count: Int) throws {
        try self.init(copying: repository, to: path)
        let rows = try repeatRows(of: Self.list, to: count)
        guard try repeatRows(of: "\(Self.folder)/figures.csv", to: count) == rows, count % rows == 0 else {
            throw BenchmarkError.unexpected("the sample's list and figures cannot be repeated to \(count) rows")
        }
        let file = "\(path)/\(Self.folder)/letter.yaml"
        var text = try String(contentsOfFile: file, encoding: .utf8)
        for total in [-448, -679] {
            guard text.contains("== \(total)\n") else {
                throw BenchmarkError.unexpected("the sample's check of \(total) is gone")
            }
            text = text.replacing("== \(total)\n", with: "== \(total * count / rows)\n")
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
