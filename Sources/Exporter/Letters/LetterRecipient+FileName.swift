internal import Disk
package import Workspace

extension LetterRecipient {
    package func fileName(_ format: Format) -> String {
        FileName.unique(code: code.description, name: name, ext: format.fileExtension)
    }
}
