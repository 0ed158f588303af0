internal import Registry
internal import Templating

extension Event {
    /// When it happened, as far as is known: the day that a person told, or the moment.
    var moment: String {
        switch kind {
        case .sent, .foundSent, .delivered, .returned, .acknowledged, .answered, .extended, .closed:
            day?.description ?? time
        default: time
        }
    }
}
