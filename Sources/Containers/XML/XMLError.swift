/// Why a document was not read.
package enum XMLError: Error, Equatable, Sendable {
    /// One thing that is wrong with a document, as libxml2 says it.
    package struct Report: Equatable, Sendable {
        package let message: String
        package let line: Int
    }

    /// More bytes than are read.
    case tooLarge(limit: Int)
    /// More elements, or more attributes of one, than are read.
    case tooMuch(elements: Int, attributes: Int)
    case tooDeep(limit: Int, line: Int)
    case documentType
    /// Without a report when it is not XML at all.
    case notWellFormed([Report])
}
