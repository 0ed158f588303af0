/// The name of an element or attribute. Prefixes are ours and appear only when it is written.
package struct XMLName: Hashable, Sendable {
    package let namespace: XMLNamespace
    package let local: String

    package init(_ namespace: XMLNamespace, _ local: String) {
        self.namespace = namespace
        self.local = local
    }

    package static func none(_ local: String) -> XMLName { XMLName(.none, local) }
    package static func xml(_ local: String) -> XMLName { XMLName(.xml, local) }
}
