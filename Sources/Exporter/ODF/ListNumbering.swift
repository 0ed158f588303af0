internal import Containers
import Templating

/// How a list style numbers the items of one level (ODF 1.3 part 3 §16.34).
struct ListNumbering {
    /// As of a value that an office program would number to.
    private static let maximumStart = 1_000_000

    let format: ItemNumber
    let prefix: String
    let suffix: String
    private let start: Int

    init(_ level: DocumentElement) {
        format = ItemNumber(rawValue: level[.style("num-format")] ?? "") ?? .decimal
        prefix = level[.style("num-prefix")] ?? ""
        suffix = level[.style("num-suffix")] ?? ""
        start = Self.number(level[.text("start-value")]) ?? 1
    }

    /// The number of the first item of a list that has this style.
    func start(of list: TemplateElement) -> Int {
        guard case .element(let first)? = list.children.first else { return start }
        return Self.number(first[.text("start-value")]) ?? start
    }

    private static func number(_ text: String?) -> Int? {
        text.flatMap { Int($0) }.map { max(0, min(maximumStart, $0)) }
    }
}
