package import Templating

/// Why a file was not read.
package struct FileError: Error, Hashable, Sendable {
    package let problem: Problem

    init(_ problem: Problem) {
        self.problem = problem
    }
}
