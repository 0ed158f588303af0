import ArgumentParser

/// A SHA-256 as people have it, such as a head of the chain of events: 64 digits, in either case.
struct NotedHash {
    let text: String

    init(_ text: String) throws {
        guard text.utf8.count == 64, text.allSatisfy(\.isHexDigit) else {
            throw ValidationError("It is a whole hash: 64 digits, 0 to 9 and a to f.")
        }
        self.text = text.lowercased()
    }
}
