internal import Disk

extension FileTree {
    /// Whether anything straight in it is of a bag.
    var mayBeBag: Bool {
        [Bag.declaration, Bag.info, Bag.manifest].contains { isFile($0) }
    }
}

extension FileTree.Refusal {
    var message: String {
        switch self {
        case .unreadable(let path, let error): "'\(path)' cannot be read: \(error.message)"
        case .tooMany(let maximum): "there are more than \(maximum) files in it"
        case .tooDeep(let path): "'\(path)' lies deeper than any file of a bag"
        }
    }
}
