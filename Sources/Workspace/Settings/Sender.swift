/// Who writes: what letterhead and return address print.
package struct Sender: Hashable, Sendable {
    package let name: String?
    package let address: String?
    package let postcode: Postcode?
    package let place: String?
    package let email: EmailAddress?
    package let phone: String?
    package let website: String?
    package let tooi: String?
}

extension Sender {
    init(_ section: inout YAMLSection) {
        name = section.text("name", isRequired: true)
        address = section.text("address")
        postcode = section.validated("postcode", Postcode.init)
        place = section.text("place")
        email = section.validated("email", EmailAddress.init)
        phone = section.text("phone")
        website = section.text("website")
        tooi = section.text("tooi")
    }
}
