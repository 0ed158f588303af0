import Foundation
import Support

extension TestFolder {
    /// Where a test has letters written.
    var out: String { path("out") }

    /// All there is, files with their contents, but without what a manifest says.
    func contents() throws -> [String: String] {
        var contents: [String: String] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
            let url = root.appending(path: name)
            let isFile = try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
            guard isFile else {
                contents[name] = "/"
                continue
            }
            contents[name] = name.hasSuffix("manifest.json") ? "…" : String(decoding: try bytes(name), as: UTF8.self)
        }
        return contents
    }
}
