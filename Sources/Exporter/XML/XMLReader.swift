import Templating

/// Reads XML that may come from anywhere: bounded, no document type, no entities, no network.
enum XMLReader {
    static let maximumSize = 20_000_000
    static let maximumDepth = 100

    /// The root, with white space as in the file; all that is wrong otherwise. Comments and processing instructions
    /// are left out, CDATA is text.
    static func read(
        _ bytes: [UInt8], file: String, maximumSize: Int = maximumSize
    ) -> Result<XMLElement, Diagnostics> {
        func refuse(_ problem: Problem, line: Int? = nil) -> Result<XMLElement, Diagnostics> {
            .failure(Diagnostics(problem, at: Place(file: file, line: line)))
        }
        if bytes.count > maximumSize { return refuse(.xmlTooLarge(maximumSize)) }
        do throws(LibXML2.Refusal) {
            return .success(try LibXML2.parse(bytes, maximumDepth: maximumDepth))
        } catch {
            switch error {
            case .documentType: return refuse(.documentType)
            case .tooDeep(let line): return refuse(.xmlTooDeep(maximumDepth), line: line)
            case .tooMuch: return refuse(.xmlTooMuch)
            case .notWellFormed(let reports) where reports.isEmpty: return refuse(.notXML)
            case .notWellFormed(let reports):
                var diagnostics = Diagnostics()
                for report in reports {
                    diagnostics.add(.badXML(report.message), at: Place(file: file, line: max(1, report.line)))
                }
                return .failure(diagnostics)
            }
        }
    }
}
