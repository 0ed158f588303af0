import Templating

/// A check of `letter.yaml` that holds, for those who look the letter over.
package struct CheckResult: Hashable, Sendable {
    /// As written.
    package let that: String
    package let because: String
    /// Its numbers; or how many recipients it holds for.
    package let finding: String
}

extension Letter {
    /// The checks of a letter without errors, in the order of the file.
    package var checkResults: [CheckResult] {
        values.formulas.checks.map { check in
            let failed = FailedCheck(check.expression, values: values.shared.values, language: language)
            return CheckResult(
                that: check.expression.source, because: check.because,
                finding: check.isForEach ? "for each of the \(values.count) in the list" : failed.numbers)
        }
    }
}
