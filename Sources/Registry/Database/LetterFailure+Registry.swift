package import Exporter

extension LetterFailure {
    /// Why letters that the registry keeps were not written.
    package init(_ error: RegistryError) {
        self =
            switch error {
            case .letters(let failure): failure
            case .refused(let sentences): .refused(sentences.joined(separator: "; "))
            case .damaged(let why): .refused(why)
            case .failed(let why): .failed(why)
            case .busy: .failed(RegistryError.busySentence)
            case .interrupted: .interrupted
            }
    }
}
