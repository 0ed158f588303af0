import Templating

/// A YAML file, able to tell the place of what stands under a path of keys.
struct YAMLFile: Sendable {
    let source: SourceFile
    let root: YAMLNode

    /// Nil when the file cannot be read, which is then in `diagnostics`.
    static func read(_ file: DiskFile, diagnostics: inout Diagnostics) -> YAMLFile? {
        guard let source = SourceFile.read(file, diagnostics: &diagnostics) else { return nil }
        guard let root = YAMLComposer(source).compose(diagnostics: &diagnostics) else { return nil }
        return YAMLFile(source: source, root: root)
    }

    /// What stands under a path of keys.
    func node(_ path: [String]) -> YAMLNode? {
        path.reduce(root) { node, key in node?.entries.first { $0.key == key }?.value }
    }

    /// The place of it, or only the file when it is not there.
    func place(_ path: [String]) -> Place {
        node(path).map { source.place($0.range) } ?? Place(file: source.name)
    }
}
