/// The folder in which something is made. Those that had to be created for it go again when they stay empty.
package struct ParentFolder: ~Copyable, Sendable {
    package let directory: Directory
    package let path: String
    private let created: CreatedPath

    /// Not private: other modules destroy it, and a build for use then needs to see it.
    package struct CreatedPath: ~Copyable, Sendable {
        fileprivate var paths: [String] = []

        deinit {
            for path in paths.reversed() { Directory.remove(emptyPath: path) }
        }
    }

    package init(at path: String) throws(DiskError) {
        var created = CreatedPath()
        var above = path.hasPrefix("/") ? "/" : ""
        for component in path.split(separator: "/") {
            above += component
            if Directory.realPath(above) == nil {
                try DiskError.wrap(.create, above) { () throws(SystemError) in try Directory.create(path: above) }
                created.paths.append(above)
            }
            above += "/"
        }
        directory = try DiskError.wrap(.read, path) { () throws(SystemError) in try Directory(path: path) }
        self.path = path
        self.created = created
    }
}
