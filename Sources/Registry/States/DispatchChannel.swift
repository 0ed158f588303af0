internal import Workspace

/// The way that one dispatch goes.
package enum DispatchChannel: String, Hashable, Sendable, CaseIterable {
    case post, email, manual
}

extension Channel {
    /// Each recipient × channel is a dispatch.
    var dispatches: [DispatchChannel] {
        switch self {
        case .post: [.post]
        case .email: [.email]
        case .postAndEmail: [.post, .email]
        case .manual: [.manual]
        }
    }
}
