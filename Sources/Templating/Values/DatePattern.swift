/// A pattern as in Unicode's date formats (UTS #35), limited to days, months, years and weekdays.
package struct DatePattern: Hashable, Sendable {
    enum Field: Hashable, Sendable {
        case literal(String)
        case day, paddedDay
        case month, paddedMonth, shortMonth, longMonth
        case year, shortYear
        case weekday
    }

    let fields: [Field]

    /// `11 juli 2024`: what a date prints as without a filter.
    package static let long = DatePattern(fields: [.day, .literal(" "), .longMonth, .literal(" "), .year])

    private init(fields: [Field]) {
        self.fields = fields
    }

    /// Nil when a run of letters is not a field; letters that are meant as they are stand between `'`.
    package init?(_ pattern: String) {
        var fields: [Field] = []
        var rest = pattern[...]
        while let character = rest.first {
            if character == "'" {
                guard let close = rest.dropFirst().firstIndex(of: "'") else { return nil }
                fields.append(.literal(String(rest[rest.index(after: rest.startIndex)..<close])))
                rest = rest[rest.index(after: close)...]
                continue
            }
            let run = rest.prefix { $0 == character }
            rest = rest.dropFirst(run.count)
            guard character.isLetter else {
                fields.append(.literal(String(run)))
                continue
            }
            switch run {
            case "d": fields.append(.day)
            case "dd": fields.append(.paddedDay)
            case "M": fields.append(.month)
            case "MM": fields.append(.paddedMonth)
            case "MMM": fields.append(.shortMonth)
            case "MMMM": fields.append(.longMonth)
            case "yyyy": fields.append(.year)
            case "yy": fields.append(.shortYear)
            case "EEEE": fields.append(.weekday)
            default: return nil
            }
        }
        self.fields = fields
    }
}

extension Language {
    package func format(_ date: CalendarDate, _ pattern: DatePattern = .long) -> String {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return pattern.fields.map { field in
            switch field {
            case .literal(let text): text
            case .day: "\(date.day)"
            case .paddedDay: padded(date.day)
            case .month: "\(date.month)"
            case .paddedMonth: padded(date.month)
            case .shortMonth: shortMonths[date.month - 1]
            case .longMonth: months[date.month - 1]
            case .year: "\(date.year)"
            case .shortYear: padded(date.year % 100)
            case .weekday: weekdays[date.weekday]
            }
        }.joined()
    }
}
