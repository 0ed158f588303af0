package import Templating

extension Letter {
    /// Figures, what is derived and `values` that are declared, and nothing prints or uses: often one was forgotten.
    /// `printed` are the slots that the templates use.
    package func unusedFigures(printed: Set<Int>) -> Diagnostics {
        let used = printed.union(values.formulas.slots)
        var found = Diagnostics()
        func look(_ group: String, _ name: String, _ place: Place) {
            let slots = ["\(group).\(name)", "total.\(name)"].prefix(group == "values" ? 1 : 2).compactMap(slot)
            if !slots.isEmpty, used.isDisjoint(with: slots) { found.add(.unusedFigure("\(group).\(name)"), at: place) }
        }
        for column in definition.figures?.columns ?? [] { look("figures", column.name, column.place) }
        for derived in definition.derived { look("derived", derived.name, derived.place) }
        for value in definition.values { look("values", value.name, definition.file.place(["values", value.name])) }
        return found
    }
}
