/// The first thing in one tag that cannot be read. Other tags are read all the same.
struct SyntaxError: Error {
    let problem: Problem
    let span: Range<Int>

    init(_ problem: Problem, _ span: Range<Int>) {
        self.problem = problem
        self.span = span
    }
}
