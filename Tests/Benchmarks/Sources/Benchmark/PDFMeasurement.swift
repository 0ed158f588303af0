/// What one row of the table of PDF tells.
struct PDFMeasurement {
    let measurement: Measurement
    /// LibreOffice alone, for as many letters.
    let bare: Measurement

    static let columns = ["", "N", "wall", "letters/s", "wall:soffice"]

    var cells: [String] {
        let wall = measurement.cost.wall
        return [
            measurement.title, measurement.count.grouped, measurement.wall,
            (Double(measurement.count) / wall.seconds).decimals(1), (wall / bare.cost.wall).decimals(2),
        ]
    }
}
