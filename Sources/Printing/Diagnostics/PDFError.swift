internal import Disk
internal import Exporter

/// Why no PDF can be made at all, of any letter.
enum PDFError: Error, Equatable, Sendable {
    /// A program that is not installed, and the Debian package that has it.
    case missing(String, package: String)
    case cannotWork(in: String, SystemError)
    /// LibreOffice did not make a single PDF, time after time; how it ended.
    case officeFails(String)
    /// It was killed, and the system does not let it go; its processes.
    case officeStays([Int32])

    /// Whether it is for the user to mend, and not the system's fault.
    var isRefusal: Bool { if case .missing = self { true } else { false } }

    /// What, where, and what to do.
    var message: String {
        switch self {
        case .missing(let program, let package):
            "PDF needs \(program), which is not installed: sudo apt install \(package). The other formats do without"
        case .cannotWork(let path, let error):
            "cannot work in '\(path)', where PDFs are made: \(error.message); TMPDIR names another place"
        case .officeStays(let processes):
            "LibreOffice does not end (process \(processes.map(String.init).joined(separator: ", "))), though it was "
                + "killed 10 seconds ago: it waits for a disk or a network drive. End it, then try again"
        case .officeFails(let why):
            "LibreOffice makes no PDF: \(why). See whether 'soffice' starts, and whether there is room on the disk"
        }
    }
}

extension LetterFailure {
    init(printing error: any Error) {
        guard let error = error as? PDFError else {
            self.init(error)
            return
        }
        self = error.isRefusal ? .refused(error.message) : .failed(error.message)
    }
}
