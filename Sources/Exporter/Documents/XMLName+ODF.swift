package import Containers

extension XMLName {
    package static func office(_ local: String) -> XMLName { XMLName(.office, local) }
    package static func meta(_ local: String) -> XMLName { XMLName(.meta, local) }
    package static func config(_ local: String) -> XMLName { XMLName(.config, local) }
    package static func text(_ local: String) -> XMLName { XMLName(.text, local) }
    package static func table(_ local: String) -> XMLName { XMLName(.table, local) }
    package static func draw(_ local: String) -> XMLName { XMLName(.draw, local) }
    package static func style(_ local: String) -> XMLName { XMLName(.style, local) }
    package static func number(_ local: String) -> XMLName { XMLName(.number, local) }
    package static func manifest(_ local: String) -> XMLName { XMLName(.manifest, local) }
    package static func fo(_ local: String) -> XMLName { XMLName(.fo, local) }
    package static func svg(_ local: String) -> XMLName { XMLName(.svg, local) }
    package static func xlink(_ local: String) -> XMLName { XMLName(.xlink, local) }
    package static func dc(_ local: String) -> XMLName { XMLName(.dc, local) }
}
