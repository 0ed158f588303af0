/// The columns of a list of recipients that mean something to Oproep. Any other is text for the letter.
enum RecipientColumn: String, CaseIterable {
    case code, name, addressee, address, postcode, place
    case attention, country, email, salutation, channel, tooi, successor

    var isRequired: Bool {
        switch self {
        case .code, .name, .addressee, .address, .postcode, .place: true
        default: false
        }
    }
}
