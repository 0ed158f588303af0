import Templating
import Testing

@testable import Workspace

extension NewLetter {
    /// A letter made in the folder of a workspace on 11 July 2024.
    static func make(
        _ name: String = "nieuw", text: String? = nil, figures: String? = nil, in root: String
    ) throws -> NewLetter {
        let today = try #require(CalendarDate(year: 2024, month: 7, day: 11))
        return try make(
            name, text: text, figures: figures, current: root, today: today, in: WorkspaceDirectory(at: root))
    }
}

extension Letter {
    /// What is printed for a name in each recipient's letter.
    func texts(of name: String) -> [String] {
        guard case .value(let slot, _)? = scope.entries[name] else { return [] }
        return recipients.map { "\(frame(of: $0).values[slot])" }
    }
}

extension String {
    /// With what stands in comments taken out of them, but not the line at the top.
    var uncommented: String {
        let lines = split(separator: "\n").dropFirst().map { line in
            let indent = line.prefix { $0 == " " }
            let rest = line.dropFirst(indent.count)
            return indent + (rest.hasPrefix("# ") ? rest.dropFirst(2) : rest)
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
