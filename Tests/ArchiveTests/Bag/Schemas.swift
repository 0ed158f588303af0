import Foundation

/// Where the schemas of metadata are.
enum Schemas {
    /// Nil, said once for each test, when they are not there.
    static var path: String? {
        let repository = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        let candidates: [String?] = [
            ProcessInfo.processInfo.environment["OPROEP_SCHEMAS"],
            repository.appending(path: "../shared/schemas").standardizedFileURL.path,
        ]
        if let found = candidates.compactMap(\.self).first(where: {
            FileManager.default.fileExists(atPath: "\($0)/mdto-1.0.1/MDTO-XML1.0.1.xsd")
        }) {
            return found
        }
        print("skipped: no schemas of MDTO and DiWoo at ../shared/schemas, nor in OPROEP_SCHEMAS")
        return nil
    }
}
