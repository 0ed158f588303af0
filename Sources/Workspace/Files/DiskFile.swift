import Foundation

/// A file by its path on disk and its name as people see it, from the workspace.
struct DiskFile: Sendable {
    let path: String
    let name: String
    /// Is told what is read.
    var record: FileRecord?

    /// Whether it is there, and not a folder.
    var exists: Bool {
        let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
        return attributes?[.type] as? FileAttributeType == .typeRegular
    }

    /// Reads all of it, when it is an ordinary file of a sensible size: a pipe or a device could go on for ever.
    func bytes(limit: Int) throws(FileError) -> [UInt8] {
        let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: url.path) else {
            throw FileError(.missingFile(name))
        }
        switch attributes[.type] as? FileAttributeType {
        case .typeRegular: break
        case .typeDirectory: throw FileError(.notAFile(name, because: "it is a folder"))
        default: throw FileError(.notAFile(name, because: "it is not an ordinary file"))
        }
        let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
        guard size <= limit else { throw FileError(.tooLarge(name, limit: limit)) }
        guard let data = try? Data(contentsOf: url) else {
            throw FileError(.notAFile(name, because: "it may not be read by you"))
        }
        // It may have grown in the meantime.
        guard data.count <= limit else { throw FileError(.tooLarge(name, limit: limit)) }
        let bytes = Array(data)
        record?.add(bytes, as: name)
        return bytes
    }
}
