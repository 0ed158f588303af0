package import Templating

/// A column as `letter.yaml` declares it.
package struct ColumnDefinition: Hashable, Sendable {
    package let name: String
    /// What it is called in the file.
    package let heading: String
    package let type: ColumnType
    /// What the column is called in words.
    package let label: String?
    /// What an empty cell stands for; nil when no cell may be empty.
    package let missing: Value?
    /// Whether a cell may be empty and then stands for nothing at all.
    package let isOptional: Bool
    /// What stands before the decimals of its numbers; nil when its cells are to tell.
    package let decimals: DecimalMark?
    let place: Place
    /// Whether its type could not be read: then nothing is said about its cells.
    let isRefused: Bool
}

extension ColumnDefinition {
    init(_ entry: YAMLNode.Entry, _ section: inout YAMLSection, language: Language) {
        name = entry.key
        place = section.file.place(entry.keyRange)
        let type: ColumnType? = section.choice("type", isRequired: true)
        isRefused = type == nil
        // Most columns are numbers: what uses it is then not wrong as well.
        self.type = type ?? .decimal
        heading = section.text("column") ?? entry.key
        label = section.text("label")
        let decimals: DecimalMark? = section.choice("decimals")
        self.decimals = decimals
        let standsFor = type.flatMap { section.missing(as: $0, language, decimals) }
        isOptional = section.isTrue("optional")
        if isOptional, section.has("missing") { section.report(.missingAndOptional, at: "missing") }
        missing = isOptional ? .empty : standsFor
        if decimals != nil, let type, !type.isNumeric { section.report(.decimalsOfNoNumber(type), at: "decimals") }
    }
}

extension YAMLSection {
    fileprivate mutating func missing(
        as type: ColumnType, _ language: Language, _ decimals: DecimalMark?
    ) -> Value? {
        guard let node = value("missing") else { return nil }
        // A text that is empty on purpose can still be compared with "".
        if case .text("") = node.content {
            if type == .text { return .empty }
            report(.emptyMissing, at: node.range)
            return nil
        }
        guard let text = text(node, path(of: "missing"), allowingLines: type == .text) else { return nil }
        do throws(Refusal) {
            return try CellReader(language: language).read(text, as: type, decimals.map(NumberStyle.settled) ?? .each)
        } catch {
            report(error.problem(for: ""), at: node.range)
            return nil
        }
    }
}
