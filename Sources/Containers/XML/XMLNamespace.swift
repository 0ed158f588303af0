package struct XMLNamespace: Hashable, Sendable {
    package let uri: String

    package init(uri: String) {
        self.uri = uri
    }

    package static let none = XMLNamespace(uri: "")
    package static let xml = XMLNamespace(uri: "http://www.w3.org/XML/1998/namespace")
}
