internal import Containers

extension ZIPLimits {
    /// Of what is sent to an archive.
    static let bag = ZIPLimits(members: Bag.maximumFiles)
}
