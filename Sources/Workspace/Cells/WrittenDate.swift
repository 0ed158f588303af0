import Templating

/// A date as people write it: ISO 8601, and in Dutch also `1-7-2024`.
enum WrittenDate: Equatable {
    case date(CalendarDate)
    /// Written as a date, but there is no such day.
    case impossible
    case notADate

    init(_ text: some StringProtocol, in language: Language?) {
        let fields = text.split(separator: "-", omittingEmptySubsequences: false)
        let isDigits = fields.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        let lengths = fields.map(\.utf8.count)
        guard isDigits, lengths.count == 3 else {
            self = .notADate
            return
        }
        let numbers = fields.compactMap { Int($0) }
        if lengths == [4, 2, 2] {
            self.init(numbers[0], numbers[1], numbers[2])
        } else if language == .dutch, lengths[0] <= 2, lengths[1] <= 2, lengths[2] == 4 {
            self.init(numbers[2], numbers[1], numbers[0])
        } else {
            self = .notADate
        }
    }

    private init(_ year: Int, _ month: Int, _ day: Int) {
        self = CalendarDate(year: year, month: month, day: day).map(WrittenDate.date) ?? .impossible
    }
}
