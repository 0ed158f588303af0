internal import Containers

extension XMLNamespace {
    static let mdto = XMLNamespace(uri: MDTO.namespace)
}

extension XMLName {
    static func mdto(_ local: String) -> XMLName { XMLName(.mdto, local) }
}
