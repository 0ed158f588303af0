import Support

extension BuiltProgram {
    /// At work in a mailroom. That of this build has crash points; another may be quicker.
    init(in mailroom: Mailroom, server: String? = nil, isQuick: Bool = false) {
        self.init(directory: mailroom.folder.path, program: isQuick ? Self.quick : Self.path)
        environment["HOME"] = directory
        environment["OPROEP_SMTP_URL"] = server
    }
}
