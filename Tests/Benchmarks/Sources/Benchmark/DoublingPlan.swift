internal import FoundationEssentials

/// What `check` takes for an input, and for one twice as long.
struct DoublingPlan {
    static let columns = ["", "N", "CPU at N", "at 2N", "at 4N", "ratio", "peak MB"]
    static let notes = """
        check of a letter with one file of a kind that grows. The ratio is of 4N to 2N: a line has 2, a square 4. What is \
        refused is told all the same, in full up to its limits.
        """

    private let folder: String
    private let oproep: Oproep
    private let houseStyle: String

    init(repository: String, in folder: String) throws {
        self.folder = "\(folder)/doubling"
        oproep = try Oproep(repository: repository)
        houseStyle = try String(contentsOfFile: "\(repository)/letters/house-style.fodt", encoding: .utf8)
    }

    func measure() throws -> [[String]] {
        try Doubling.all.map { kind in
            let costs = try [1, 2, 4].map { factor in
                try write(kind, kind.count * factor)
                return try (0..<3).map { _ in try check().run(allowing: [0, 1]) }.min { $0.cpu < $1.cpu } ?? .zero
            }
            let times = costs.map { "\(($0.cpu.seconds * 1000).decimals(0)) ms" }
            let peak = costs.map(\.peakMemory).max() ?? 0
            return [kind.title, kind.count.grouped] + times
                + [(costs[2].cpu / costs[1].cpu).decimals(1), (Double(peak) / 1e6).decimals(0)]
        }
    }

    private func check() -> ChildProcess { oproep.call("check", ["brief", "--workspace", folder]) }

    private func write(_ kind: Doubling, _ count: Int) throws {
        var files: [Doubling.File: String] = [
            .letter: "{{ recipient.salutation }}\n\nTekst {{ recipient.name }} {{ figures.aantal }}.\n",
            .settings: Doubling.settings, .figures: "code,aantal\nA0,1\n", .list: Doubling.list,
            .houseStyle: houseStyle,
        ]
        files[kind.file] = kind.contents(count)
        try ChildProcess("rm", ["-rf", folder]).run()
        for item in ["letters/brief", "recipients"] {
            try FileManager.default.createDirectory(atPath: "\(folder)/\(item)", withIntermediateDirectories: true)
        }
        for (file, text) in files {
            try text.write(toFile: "\(folder)/\(file.rawValue)", atomically: false, encoding: .utf8)
        }
        let settings = """
            sender: { name: Organisatie, address: Postbus 1, postcode: 1234 AB, place: Dorp }
            language: nl-NL
            house_style: letters/house-style.fodt

            """
        try settings.write(toFile: "\(folder)/oproep.yaml", atomically: false, encoding: .utf8)
    }
}
