/// A piece of template text and where it stands: a whole letter, one setting, one paragraph of the house style.
package struct Fragment: Sendable {
    package let scalars: [Unicode.Scalar]
    private let origin: Origin

    private enum Origin: Sendable {
        /// Character for character in a file, from this offset on.
        case file(SourceFile, offset: Int)
        /// Somewhere that columns do not tell.
        case place(Place)
    }

    /// A whole file.
    package init(_ file: SourceFile) {
        scalars = file.scalars
        origin = .file(file, offset: 0)
    }

    /// Text that stands in `file` at `offset` exactly as it is here; if it does not, only its beginning is told.
    package init(_ text: String, in file: SourceFile, at offset: Int) {
        scalars = Array(text.unicodeScalars)
        let end = offset + scalars.count
        if end <= file.scalars.count, file.scalars[offset..<end].elementsEqual(scalars) {
            origin = .file(file, offset: offset)
        } else {
            origin = .place(file.place(offset..<offset + 1))
        }
    }

    package init(_ text: String, at place: Place) {
        scalars = Array(text.unicodeScalars)
        origin = .place(place)
    }

    package func place(_ span: Range<Int>) -> Place {
        switch origin {
        case .file(let file, let offset): file.place(span.lowerBound + offset..<span.upperBound + offset)
        case .place(let place): place
        }
    }

    package func text(_ span: Range<Int>) -> String {
        SourceFile.string(scalars[span])
    }
}
