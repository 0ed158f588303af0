import ArgumentParser

/// A head of the chain of events as people have it: 64 digits, in either case.
struct NotedHead {
    let text: String

    init(_ text: String) throws {
        guard text.utf8.count == 64, text.allSatisfy(\.isHexDigit) else {
            throw ValidationError("--head wants a whole head: 64 digits, 0 to 9 and a to f.")
        }
        self.text = text.lowercased()
    }
}
