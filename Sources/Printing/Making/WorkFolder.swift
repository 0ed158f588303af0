internal import Disk

/// Where LibreOffice works: a folder for one run of ours. What a run that was killed left behind, LibreOffice included, the
/// next one takes away.
final class WorkFolder: Sendable {
    private let folder: TemporaryFolder

    /// In the system's place for temporary files, unless another is named.
    init(in place: String? = nil) throws(PDFError) {
        do throws(TemporaryFolder.Failure) {
            folder = try TemporaryFolder("oproep", in: place, mayGo: Self.endOffice)
        } catch {
            throw .cannotWork(in: error.place, error.cause)
        }
        try wrap { () throws(SystemError) in
            for inside in ["in", "out"] { try folder.directory.createDirectory(inside, mode: 0o700) }
        }
    }

    /// Without links in it.
    var path: String { folder.path }

    // MARK: Files

    /// For LibreOffice to read.
    func write(_ bytes: [UInt8], as file: String) throws(PDFError) {
        try wrap { () throws(SystemError) in try Directory("in", in: folder.directory).createFile(file, [bytes]) }
    }

    /// When LibreOffice is done with it.
    func remove(_ file: String) {
        if let input = try? Directory("in", in: folder.directory) { input.removeFile(file) }
    }

    /// What LibreOffice wrote, which is then removed; nil when there is nothing.
    func take(_ file: String) -> [UInt8]? {
        guard let output = try? Directory("out", in: folder.directory) else { return nil }
        defer { output.removeFile(file) }
        return (try? output.readFile(file, limit: 200_000_000)) ?? nil
    }

    private func wrap(_ body: () throws(SystemError) -> Void) throws(PDFError) {
        do throws(SystemError) {
            try body()
        } catch {
            throw .cannotWork(in: path, error)
        }
    }

    // MARK: LibreOffice

    private static let profilePrefix = "profile-"

    /// For the process of one worker at a time.
    func profile(of worker: Int) -> String { "\(path)/\(Self.profilePrefix)\(worker)" }

    /// Notes who works here, for a next run to end when this one cannot.
    func note(_ group: OfficeGroup) throws(PDFError) {
        try wrap { () throws(SystemError) in try folder.directory.createFile(group.name, []) }
    }

    /// Ends who works here.
    func end(_ group: OfficeGroup, profile: String) throws(PDFError) {
        do throws(OfficeGroup.Remaining) {
            try group.end()
        } catch {
            throw .officeStays(error.processes)
        }
        OfficeGroup.removeSocket(ofProfile: profile)
        folder.directory.removeFile(group.name)
    }

    // MARK: What others left

    /// Ends LibreOffice where a run was killed. False when it still works there; a next run sees whether it has gone.
    private static func endOffice(_ left: borrowing Directory, at path: String) -> Bool {
        let inside = (try? left.names()) ?? []
        do throws(OfficeGroup.Remaining) {
            for group in inside.compactMap(OfficeGroup.init(name:)) { try group.end() }
        } catch {
            return false
        }
        for profile in inside where profile.hasPrefix(profilePrefix) {
            OfficeGroup.removeSocket(ofProfile: "\(path)/\(profile)")
        }
        return true
    }
}
