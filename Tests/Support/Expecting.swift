package import Testing

/// Expects a whole report, and shows both when they differ.
package func expect(_ report: String, is expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(report == expected, sourceLocation: sourceLocation)
}
