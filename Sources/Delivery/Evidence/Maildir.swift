package import Foundation
package import Registry

/// A mailbox of files (https://cr.yp.to/proto/maildir.html), which gets a copy of what is sent, or the notices of what
/// could not be delivered.
package enum Maildir {
    /// Of each message; notices and headers are in the first of it.
    private static let limit = 1_000_000

    /// Of what is not in `letters`, Message-IDs, nothing is kept; nil means all.
    package static func read(
        _ path: String, letters: Set<String>? = nil, now: Date = .now
    ) throws(RegistryError) -> Evidence {
        let names: [String]
        do {
            names = try ["cur", "new"].flatMap { folder in
                try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted().map {
                    "\(folder)/\($0)"
                }
            }
        } catch {
            throw .refused(["'\(path)' cannot be read as a Maildir: it has folders 'cur' and 'new'"])
        }
        var evidence = Evidence(
            source: "the mailbox \(URL(filePath: path).lastPathComponent)", now: now, isComplete: false,
            letters: letters)
        for name in names {
            guard let bytes = bytes(of: "\(path)/\(name)") else {
                // In a mailbox that is in use another may have moved it; but what is there has to be read.
                if isThere("\(path)/\(name)") { evidence.unread.append(name) }
                continue
            }
            guard let message = ReceivedMessage(bytes) else { continue }
            let time = time(of: name)
            if let time { evidence.add(time) }
            evidence.add(message, bytes, of: name, at: time)
        }
        return evidence
    }

    /// A name begins with the seconds at which the message came in.
    private static func time(of name: String) -> Date? {
        let number = name.drop { $0 != "/" }.dropFirst().prefix { $0.isASCII && $0.isNumber }
        return Double(number).map { Date(timeIntervalSince1970: $0) }
    }

    private static func isThere(_ path: String) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType == .typeRegular
    }

    /// Nil when it is no file, cannot be read, or gone again: a mailbox is in use.
    private static func bytes(of path: String) -> [UInt8]? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard attributes?[.type] as? FileAttributeType == .typeRegular,
            let file = try? FileHandle(forReadingFrom: URL(filePath: path))
        else { return nil }
        defer { try? file.close() }
        return (try? file.read(upToCount: limit)).map { Array($0) }
    }
}
