/// How much of a document is read.
package struct XMLLimits: Sendable {
    /// In bytes.
    package var size = 20_000_000
    /// Of elements in one another.
    package var depth = 100
    package var elements = 1_500_000
    /// Of one element.
    package var attributes = 1_000

    package static let usual = XMLLimits()

    package init(size: Int = 20_000_000) {
        self.size = size
    }
}
