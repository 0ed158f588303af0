/// A number as it is written, without what stands around its digits: signs, the euro, `,-` for no cents.
struct SignedDigits {
    private(set) var digits: ArraySlice<Unicode.Scalar>
    private(set) var isNegative = false
    private(set) var isEuro = false
    /// The mark before `-` in `12,-`.
    private(set) var centsMark: DecimalMark?
    private var signs = 0
    private var isOpen = false

    /// Nil when nobody writes a number in this way.
    init?(_ text: Substring) {
        digits = Array(text.unicodeScalars)[...]
        guard takeBefore(), takeAfter(), signs <= 1, !isOpen else { return nil }
    }

    /// False when there are no digits.
    private mutating func takeBefore() -> Bool {
        while let scalar = digits.first {
            if Self.isDigit(scalar) || scalar == "," || scalar == "." { return true }
            if takeEuro({ $0.starts(with: $1) }, { $0.dropFirst($1) }) { continue }
            switch scalar {
            case "(":
                guard !isOpen else { return false }
                isOpen = true
                sign(isNegative: true)
            case "+": sign(isNegative: false)
            case _ where Self.isMinus(scalar): sign(isNegative: true)
            case _ where scalar.properties.isWhitespace: break
            default: return false
            }
            digits.removeFirst()
        }
        return false
    }

    private mutating func takeAfter() -> Bool {
        while let scalar = digits.last, !Self.isDigit(scalar) {
            if takeEuro({ $0.suffix($1.count).elementsEqual($1) }, { $0.dropLast($1) }) { continue }
            if Self.isMinus(scalar) {
                if takeNoCents() { continue }
                sign(isNegative: true)
            } else if scalar == ")", isOpen {
                isOpen = false
            } else if !scalar.properties.isWhitespace {
                return false
            }
            digits.removeLast()
        }
        return true
    }

    private mutating func sign(isNegative: Bool) {
        signs += 1
        self.isNegative = isNegative
    }

    /// `12,-`, `12,--` and `12.-` are 12.
    private mutating func takeNoCents() -> Bool {
        let rest = digits.dropLast(digits.dropLast().last.map(Self.isMinus) ?? false ? 2 : 1)
        guard centsMark == nil, let mark = DecimalMark.allCases.first(where: { $0.scalar == rest.last }) else {
            return false
        }
        centsMark = mark
        digits = rest.dropLast()
        return true
    }

    private mutating func takeEuro(
        _ holds: (ArraySlice<Unicode.Scalar>, [Unicode.Scalar]) -> Bool,
        _ dropping: (ArraySlice<Unicode.Scalar>, Int) -> ArraySlice<Unicode.Scalar>
    ) -> Bool {
        guard let sign = Self.euros.first(where: { holds(digits, $0) }), !isEuro else { return false }
        isEuro = true
        digits = dropping(digits, sign.count)
        return true
    }

    // The longer first.
    private static let euros = ["euro", "Euro", "EURO", "EUR", "Eur", "eur", "€"].map { Array($0.unicodeScalars) }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

    /// Hyphens, dashes and U+2212, which all stand before numbers, and for no cents.
    private static func isMinus(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "-", "\u{2010}", "\u{2011}", "\u{2013}", "\u{2014}", "\u{2212}", "\u{FE63}", "\u{FF0D}": true
        default: false
        }
    }
}
