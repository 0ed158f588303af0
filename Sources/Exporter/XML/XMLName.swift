/// The name of an element or attribute. Prefixes are ours and appear only when it is written.
struct XMLName: Hashable, Sendable {
    let namespace: XMLNamespace
    let local: String

    init(_ namespace: XMLNamespace, _ local: String) {
        self.namespace = namespace
        self.local = local
    }

    static func none(_ local: String) -> XMLName { XMLName(.none, local) }
    static func xml(_ local: String) -> XMLName { XMLName(.xml, local) }
    static func office(_ local: String) -> XMLName { XMLName(.office, local) }
    static func meta(_ local: String) -> XMLName { XMLName(.meta, local) }
    static func config(_ local: String) -> XMLName { XMLName(.config, local) }
    static func text(_ local: String) -> XMLName { XMLName(.text, local) }
    static func table(_ local: String) -> XMLName { XMLName(.table, local) }
    static func draw(_ local: String) -> XMLName { XMLName(.draw, local) }
    static func style(_ local: String) -> XMLName { XMLName(.style, local) }
    static func number(_ local: String) -> XMLName { XMLName(.number, local) }
    static func manifest(_ local: String) -> XMLName { XMLName(.manifest, local) }
    static func fo(_ local: String) -> XMLName { XMLName(.fo, local) }
    static func svg(_ local: String) -> XMLName { XMLName(.svg, local) }
    static func xlink(_ local: String) -> XMLName { XMLName(.xlink, local) }
    static func dc(_ local: String) -> XMLName { XMLName(.dc, local) }
    static func mdto(_ local: String) -> XMLName { XMLName(.mdto, local) }
}
