import Templating

extension Diagnostics {
    /// File by file as they were first met, in each from top to bottom.
    var inReadingOrder: Diagnostics {
        var files: [String: Int] = [:]
        let all = self.all
        for diagnostic in all where files[diagnostic.place.file] == nil { files[diagnostic.place.file] = files.count }
        let sorted = all.enumerated().sorted { left, right in
            func key(_ item: (offset: Int, element: Diagnostic)) -> [Int] {
                let place = item.element.place
                return [files[place.file] ?? 0, place.line ?? 0, place.column ?? 0, item.offset]
            }
            return key(left).lexicographicallyPrecedes(key(right))
        }
        return replacing(sorted.map(\.element))
    }
}
