internal import Exporter
internal import Registry
internal import Templating

extension Event {
    /// When it happened, as far as is known: the day that a person told, or the moment.
    var moment: String { isTold ? day?.description ?? time : time }

    /// When a person told of it, where that is another moment than that on which it happened.
    var recorded: String? { isTold && day != nil ? "vastgelegd op \(MDTO.seconds(time))" : nil }

    private var isTold: Bool {
        switch kind {
        case .sent, .foundSent, .delivered, .returned, .read, .acknowledged, .answered, .extended, .closed: true
        default: false
        }
    }

    /// What MDTO has of it; nil of what only the file of events tells, such as each offer to a mail server.
    var told: MDTO.Event? {
        guard let type else { return nil }
        let words = [
            way, detail.until.map { "tot en met \($0)" }, detail.because, detail.note, detail.server,
            detail.follows.map { "door gebeurtenis \($0), in een andere verzendronde" }, recorded,
        ].compactMap(\.self)
        return MDTO.Event(
            type, tijd: moment, actor: actor, resultaat: words.isEmpty ? nil : words.joined(separator: "; "))
    }

    private var type: MDTO.Begrip? {
        switch kind {
        case .sent, .accepted, .foundSent: .verzending
        case .refused: .weigering
        case .delivered: .bezorging
        case .returned: .retour
        case .cancelled: .annulering
        case .acknowledged: .ontvangstbevestiging
        case .answered: .beantwoording
        case .extended: .uitstel
        case .closed: .afdoening
        default: nil
        }
    }

    private var way: String? {
        switch channel {
        case .post: "per post"
        case .email: "per e-mail"
        case .manual: "buiten Oproep om"
        case nil: nil
        }
    }
}
