package import Templating

extension Letter {
    /// Reads a letter and all that belongs to it, and finds everything that is wrong with it.
    ///
    /// There is a letter whenever its text can be read and its names are known, also when there are errors, so that
    /// those in the text are found in the same run. When there are errors nothing may be made of it.
    package static func load(
        _ name: String, in workspace: WorkspaceDirectory, after previous: PreviousMailings = .none
    ) -> (letter: Letter?, diagnostics: Diagnostics) {
        var loader = LetterLoader(name, in: workspace, after: previous)
        let letter = loader.load()
        return (letter, loader.diagnostics.inReadingOrder)
    }
}
