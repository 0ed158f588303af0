package import Templating

/// Reads XML that may come from anywhere: bounded, no document type, no entities, no network.
package enum XMLReader {
    package static let maximumSize = 20_000_000
    package static let maximumDepth = 100

    /// The root, with white space as in the file; all that is wrong otherwise. Comments and processing instructions
    /// are left out, CDATA is text.
    package static func read(
        _ bytes: [UInt8], file: String, maximumSize: Int = maximumSize
    ) -> Result<XMLElement, Diagnostics> {
        if bytes.count > maximumSize {
            return .failure(Diagnostics(.xmlTooLarge(maximumSize), at: Place(file: file)))
        }
        do throws(LibXML2.Refusal) {
            return .success(try LibXML2.parse(bytes, maximumDepth: maximumDepth))
        } catch {
            return .failure(diagnostics(of: error, file: file))
        }
    }

    /// What is told of a document that was not read.
    package static func diagnostics(of refusal: LibXML2.Refusal, file: String) -> Diagnostics {
        switch refusal {
        case .documentType: return Diagnostics(.documentType, at: Place(file: file))
        case .tooDeep(let line): return Diagnostics(.xmlTooDeep(maximumDepth), at: Place(file: file, line: line))
        case .tooMuch: return Diagnostics(.xmlTooMuch, at: Place(file: file))
        case .notWellFormed(let reports) where reports.isEmpty: return Diagnostics(.notXML, at: Place(file: file))
        case .notWellFormed(let reports):
            var diagnostics = Diagnostics()
            for report in reports {
                diagnostics.add(.badXML(report.message), at: Place(file: file, line: max(1, report.line)))
            }
            return diagnostics
        }
    }
}
