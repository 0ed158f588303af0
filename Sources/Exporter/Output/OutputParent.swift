/// The directory in which a target is made. Those that had to be created for it go again when they stay empty.
struct OutputParent: ~Copyable {
    let directory: Directory
    private let created: CreatedPath

    private struct CreatedPath: ~Copyable {
        var paths: [String] = []

        deinit {
            for path in paths.reversed() { Directory.remove(emptyPath: path) }
        }
    }

    init(of target: OutputTarget) throws(OutputError) {
        var created = CreatedPath()
        var path = target.parent.hasPrefix("/") ? "/" : ""
        for component in target.parent.split(separator: "/") {
            path += component
            if Directory.realPath(path) == nil {
                try OutputError.wrap(.create, path) { () throws(SystemError) in try Directory.create(path: path) }
                created.paths.append(path)
            }
            path += "/"
        }
        directory = try OutputError.wrap(.read, target.parent) { () throws(SystemError) in
            try Directory(path: target.parent)
        }
        self.created = created
    }
}
