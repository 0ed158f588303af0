/// What may follow the point in `figures.saldo_eind`.
enum Identifier {
    static func isValid(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, isStart(first) else { return false }
        return name.unicodeScalars.dropFirst().allSatisfy { scalar in
            isStart(scalar) || scalar.properties.numericType == .decimal
                || scalar.properties.canonicalCombiningClass != .notReordered
        }
    }

    private static func isStart(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic
    }
}
