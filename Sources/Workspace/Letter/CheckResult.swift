package import Templating

/// A check of `letter.yaml` that holds, for those who look the letter over.
package struct CheckResult: Hashable, Sendable {
    private enum Finding: Hashable {
        /// For so many recipients.
        case each(Int)
        /// What each name in it stands for.
        case numbers(String)
    }

    /// As written.
    package let that: String
    package let because: String
    private let finding: Finding

    /// Its numbers; or how many recipients it holds for.
    package func finding(in language: Language) -> String {
        switch finding {
        case .numbers(let numbers): numbers
        case .each(let count) where language == .dutch: "voor elk van de \(count) in de lijst"
        case .each(let count): "for each of the \(count) in the list"
        }
    }
}

extension CheckResult {
    fileprivate init(_ check: LetterFormulas.Check, _ values: LetterValues) {
        let names = FailedCheck(check.expression, values: values.shared.values, language: values.language)
        that = check.expression.source
        because = check.because
        finding = check.isForEach ? .each(values.count) : .numbers(names.equations)
    }
}

extension Letter {
    /// The checks of a letter without errors, in the order of the file.
    package var checkResults: [CheckResult] { values.formulas.checks.map { CheckResult($0, values) } }
}
