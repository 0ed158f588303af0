import Foundation

/// The schemas of MDTO and DiWoo, which the repository has.
enum Schemas {
    static let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Schemas")
        .standardizedFileURL.path
}
