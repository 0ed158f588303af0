internal import FoundationEssentials
internal import Glibc

/// Where LibreOffice works: a directory for one run of ours, which only the user can read, and which goes again. What a
/// run that was killed left behind, LibreOffice included, the next one takes away.
final class WorkFolder: Sendable {
    /// Without links in it.
    let path: String
    private let opened: Opened

    private struct Opened: ~Copyable {
        let parent: Directory
        let name: String
        /// Locked as long as we live.
        let directory: Directory
    }

    /// In the system's place for temporary files.
    convenience init() throws(PDFError) {
        let named = ProcessInfo.processInfo.environment["TMPDIR"] ?? ""
        try self.init(in: named.isEmpty ? "/tmp" : named)
    }

    init(in named: String) throws(PDFError) {
        let place = Directory.realPath(named) ?? named
        do throws(SystemError) {
            opened = try Self.open(in: place)
        } catch {
            throw .cannotWork(in: place, error)
        }
        path = "\(place)/\(opened.name)"
    }

    deinit {
        try? opened.parent.removeTree(opened.name)
    }

    private static func open(in place: String) throws(SystemError) -> Opened {
        let parent = try Directory(path: place)
        try removeLeftovers(in: parent, at: place)
        while true {
            let name = prefix + String(UInt64.random(in: .min ... .max), radix: 36)
            try parent.createDirectory(name, mode: 0o700)
            // Another run may take it for a leftover before it is locked.
            guard let directory = try? Directory(name, in: parent), directory.lock() else { continue }
            for inside in ["in", "out"] { try directory.createDirectory(inside, mode: 0o700) }
            return Opened(parent: parent, name: name, directory: directory)
        }
    }

    // MARK: Files

    /// For LibreOffice to read.
    func write(_ bytes: [UInt8], as file: String) throws(PDFError) {
        do throws(SystemError) {
            try Directory("in", in: opened.directory).createFile(file, [bytes])
        } catch {
            throw .cannotWork(in: path, error)
        }
    }

    /// When LibreOffice is done with it.
    func remove(_ file: String) {
        if let input = try? Directory("in", in: opened.directory) { input.removeFile(file) }
    }

    /// What LibreOffice wrote, which is then removed; nil when there is nothing.
    func take(_ file: String) -> [UInt8]? {
        guard let output = try? Directory("out", in: opened.directory) else { return nil }
        defer { output.removeFile(file) }
        return (try? output.readFile(file, limit: 200_000_000)) ?? nil
    }

    // MARK: LibreOffice

    private static let profilePrefix = "profile-"

    /// For the process of one worker at a time.
    func profile(of worker: Int) -> String { "\(path)/\(Self.profilePrefix)\(worker)" }

    /// Notes who works here, for a next run to end when this one cannot.
    func note(_ group: OfficeGroup) throws(PDFError) {
        do throws(SystemError) {
            try opened.directory.createFile(group.name, [])
        } catch {
            throw .cannotWork(in: path, error)
        }
    }

    /// Ends who works here.
    func end(_ group: OfficeGroup, profile: String) throws(PDFError) {
        do throws(OfficeGroup.Remaining) {
            try group.end()
        } catch {
            throw .officeStays(error.processes)
        }
        OfficeGroup.removeSocket(ofProfile: profile)
        opened.directory.removeFile(group.name)
    }

    // MARK: What others left

    private static var prefix: String { "oproep-\(geteuid())-" }

    private static func removeLeftovers(in parent: borrowing Directory, at path: String) throws(SystemError) {
        for name in try parent.names() where name.hasPrefix(prefix) {
            guard let left = try? Directory(name, in: parent), left.isOurs, left.lock() else { continue }
            let inside = (try? left.names()) ?? []
            do throws(OfficeGroup.Remaining) {
                for group in inside.compactMap(OfficeGroup.init(name:)) { try group.end() }
            } catch {
                // It still works there; a next run sees whether it has gone.
                continue
            }
            for profile in inside where profile.hasPrefix(profilePrefix) {
                OfficeGroup.removeSocket(ofProfile: "\(path)/\(name)/\(profile)")
            }
            try? parent.removeTree(name)
        }
    }
}
