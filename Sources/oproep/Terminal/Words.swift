import ArgumentParser

/// What a person says on one line: a name, a reason, a note.
struct Words: ExpressibleByArgument {
    let text: String

    init?(argument: String) {
        let isLine = argument.unicodeScalars.allSatisfy { scalar in
            // No line breaks, controls, or what turns the order of text round.
            scalar.properties.generalCategory != .control && !scalar.properties.isBidiControl
                && scalar.properties.generalCategory != .lineSeparator
                && scalar.properties.generalCategory != .paragraphSeparator
        }
        guard isLine, !argument.allSatisfy(\.isWhitespace), argument.utf8.count <= 2000 else { return nil }
        text = argument
    }
}
