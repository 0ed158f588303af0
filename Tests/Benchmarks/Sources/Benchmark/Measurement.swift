/// What one row of the table of letters tells.
struct Measurement {
    let title: String
    let count: Int
    let cost: Cost
    /// CPU time of each, relative to the floor.
    var toFloor: Double?
    /// Bytes of one letter.
    var size: Double?
    /// Relative to zlib's level 6.
    var toZlib: Double?

    var cpuOfEach: Double { cost.cpu.seconds / Double(count) }

    static let columns = [
        "", "N", "N/CPU s", "CPU:floor", "wall", "wall/CPU", "peak MB", "bytes/letter", "to zlib 6",
    ]

    var cells: [String] {
        [
            title, count == 1 ? "" : count.grouped, count == 1 ? "" : Int((1 / cpuOfEach).rounded()).grouped,
            toFloor.map { $0.decimals(2) } ?? "",
            wall, (cost.wall / cost.cpu).decimals(2), (Double(cost.peakMemory) / 1e6).decimals(0),
            size.map { Int($0.rounded()).grouped } ?? "", toZlib.map(Self.percent) ?? "",
        ]
    }

    var wall: String {
        cost.wall < .seconds(1) ? "\((cost.wall.seconds * 1000).decimals(1)) ms" : "\(cost.wall.seconds.decimals(2)) s"
    }

    private static func percent(_ ratio: Double) -> String {
        let percent = (ratio - 1) * 100
        return "\(percent < 0 ? "" : "+")\(percent.decimals(1)) %"
    }
}
