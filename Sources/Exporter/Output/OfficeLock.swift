/// The file that LibreOffice keeps beside one that is open in it: `.~lock.brief.odt#`.
enum OfficeLock {
    static func name(of file: String) -> String { ".~lock.\(file)#" }

    static func isLock(_ name: String) -> Bool { name.hasPrefix(".~lock.") && name.hasSuffix("#") }
}
