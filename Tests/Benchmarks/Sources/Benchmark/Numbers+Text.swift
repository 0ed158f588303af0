extension Double {
    func decimals(_ count: Int) -> String {
        let scale = repeatElement(10, count: count).reduce(1, *)
        let (whole, rest) = Int((magnitude * Double(scale)).rounded()).quotientAndRemainder(dividingBy: scale)
        let fraction = count == 0 ? "" : "." + rest.padded(count)
        return (self < 0 ? "-" : "") + "\(whole)" + fraction
    }
}

extension Int {
    /// With zeros before it.
    func padded(_ count: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, count - digits.count)) + digits
    }

    /// With a comma before every three digits.
    var grouped: String {
        let digits = String(magnitude)
        let groups = stride(from: digits.count, to: 0, by: -3).map { digits.prefix($0).suffix(3) }
        return (self < 0 ? "-" : "") + groups.reversed().joined(separator: ",")
    }
}
