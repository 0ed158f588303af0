/// Words for people to copy into a shell.
enum Shell {
    /// A path as a shell takes it.
    static func quoted(_ path: String) -> String {
        let isPlain = path.wholeMatch(of: /[A-Za-z0-9_.\/][A-Za-z0-9_.\/-]*/) != nil
        return isPlain ? path : "'\(path.replacing("'", with: "'\\''"))'"
    }
}
