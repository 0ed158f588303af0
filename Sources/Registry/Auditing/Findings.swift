/// What is wrong: the first of it, and how much there is. However much that is, it takes no more room.
package struct Findings: Sendable {
    /// As many as are told.
    static let maximum = 20

    package private(set) var first: [String] = []
    package private(set) var count = 0

    package init() {}

    package var isEmpty: Bool { count == 0 }

    package mutating func append(_ finding: @autoclosure () -> String) {
        count += 1
        if first.count < Self.maximum { first.append(finding()) }
    }

    package static func += (findings: inout Findings, more: Findings) {
        findings.first += more.first.prefix(maximum - findings.first.count)
        findings.count += more.count
    }
}
