internal import Subprocess

extension PlatformOptions {
    /// A process group of its own, which is ended whole: LibreOffice is two processes, and Ctrl-C is for us.
    static var ownGroup: PlatformOptions {
        var options = PlatformOptions()
        options.processGroupID = 0
        options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)]
        return options
    }
}
