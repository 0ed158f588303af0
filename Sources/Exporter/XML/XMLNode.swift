package indirect enum XMLNode: Equatable, Sendable {
    case element(XMLElement)
    case text(String)
    /// The template tag of this index stands here.
    case tag(Int)
}
