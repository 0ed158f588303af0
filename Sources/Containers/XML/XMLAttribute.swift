package struct XMLAttribute: Equatable, Sendable {
    package let name: XMLName
    package let value: String
}
