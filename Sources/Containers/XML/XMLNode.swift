package indirect enum XMLNode: Equatable, Sendable {
    case element(XMLElement)
    case text(String)
}
