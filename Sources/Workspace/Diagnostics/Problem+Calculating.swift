package import Templating

/// What can be wrong with values that are calculated. `label` says for whom: `Zwolle (GM0193)`.
extension Problem {
    package static func calculation(_ error: CalculationError, _ source: String, _ label: String?) -> Problem {
        let whom = label.map { " for \($0)" } ?? ""
        return switch error {
        case .divisionByZero:
            Problem(
                .divisionByZero, "'\(shown(source))' divides by zero\(whom)",
                suggestion: "mend the figure, or ask first whether it is 0")
        case .overflow:
            Problem(.overflow, "'\(shown(source))' is too large a number\(whom)", suggestion: "look at the figures")
        case .unending:
            Problem(
                .unendingNumber, "the decimals of '\(shown(source))' have no end\(whom)",
                suggestion: "say how many to print: | number(1)")
        case .tooManyDecimals:
            Problem(
                .unendingNumber,
                "'\(shown(source))' has more than \(ExactNumber.maximumDigits) decimals\(whom)",
                suggestion: "say how many to print: | number(1)")
        case .empty:
            Problem(
                .emptyValue, "'\(shown(source))' needs a value that is empty\(whom)",
                suggestion: "fill it in, or ask first: … is missing")
        }
    }

    static func emptyValue(_ source: String, _ label: String?) -> Problem {
        Problem(
            .emptyValue, "'\(shown(source))' is empty\(label.map { " for \($0)" } ?? "")",
            suggestion: "fill it in, or ask first: {% if \(shown(source)) is not missing %}")
    }

    static func sumOverflow(_ name: String, _ label: String?) -> Problem {
        Problem(
            .overflow, "\(name) is too large a number\(label.map { " for \($0)" } ?? "")",
            suggestion: "look at the rows")
    }

    static func totalOverflow(_ name: String) -> Problem {
        Problem(.overflow, "total.\(name) is too large a number", suggestion: "look at the figures")
    }

    static func failedCheck(_ because: String, _ label: String?, _ findings: String) -> Problem {
        Problem(
            .failedCheck,
            "check '\(because)' fails" + (label.map { " for \($0)" } ?? "") + (findings.isEmpty ? "" : ": \(findings)"))
    }

    static func lineBreakIn(_ setting: String, _ label: String) -> Problem {
        Problem(.badValue, "the \(setting) for \(label) holds a line break", suggestion: "take it out of the values")
    }

    static func nobodyAddressed(_ count: Int) -> Problem {
        Problem(
            .noRecipients, "nobody is addressed: this holds for none of the \(count) recipients",
            suggestion: "look at the condition")
    }

    static let emptyList = Problem(
        .noRecipients, "there are no recipients in this list", suggestion: "add a row for each")
}

extension FillingError.Reason {
    func problem(_ source: String, _ label: String?) -> Problem {
        switch self {
        case .calculation(let error): .calculation(error, source, label)
        case .emptyValue: .emptyValue(source, label)
        }
    }
}
