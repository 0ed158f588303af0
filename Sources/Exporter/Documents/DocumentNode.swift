package indirect enum DocumentNode: Equatable, Sendable {
    case element(DocumentElement)
    case text(String)
    /// The template tag of this index stands here.
    case tag(Int)
}
