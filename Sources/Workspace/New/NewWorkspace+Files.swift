extension NewWorkspace {
    static let settings = """
        # A workspace of Oproep. This file says who writes, and how letters look and leave.

        sender:  # FILL IN: what letterhead and return address print
          name: \(FillIn.organisation.rawValue)
          address: \(FillIn.address.rawValue)
          postcode: 1234 AB  # FILL IN
          place: \(FillIn.place.rawValue)
          # phone: 038 123 45 67  # these three are printed at the foot of the first page
          # email: post@organisatie.example
          # website: https://www.organisatie.example
          # tooi: https://identifier.overheid.nl/tooi/id/provincie/pv23  # identifies the sender in the archive

        language: nl-NL  # of every letter that does not say otherwise; or en-GB
        # time_zone: Europe/Amsterdam  # where a day is a day
        house_style: letters/house-style.fodt  # letterhead and styles: open it in LibreOffice Writer
        # registry: .oproep/registry.sqlite  # where is kept what was sent; not on a network drive
        approval: one-person  # or two-person: another than who froze a mailing must approve it

        delivery:
          channel: manual  # of recipients whose list does not say: post, email, post+email or manual
          # smtp:  # the mail server; never the password itself
          #   url: smtps://mail.organisatie.example:465
          #   user: oproep
          #   password_file: /run/secrets/oproep-smtp
          #   from: post@organisatie.example
          #   reply_to: post@organisatie.example
          #   per_minute: 60  # how many messages at most
          #   pause_after_errors: 5

        # archive:  # what the archive's metadata (MDTO) say of every letter
        #   archiefvormer: \(FillIn.organisation.rawValue)
        #   waardering: B  # B kept for ever, V destroyed in time, N not known yet
        #   bewaartermijn: P7Y  # seven years
        #   beperking_gebruik: Geen beperking
        #   part_of: Z-2024-0123  # the file (dossier) that the letters belong to
        #   selectielijst: Selectielijst provincies 2020

        """

    /// Plainly examples, with postcodes that are right in form.
    static var recipients: String {
        let college = "ollege van burgemeester en wethouders"
        let rows = [("Voorbeeldgemeente", "AB"), ("Voorbeeldwaard", "CD"), ("Voorbeelderveen", "EF")]
            .enumerated().map { index, row in
                [
                    "VB0\(index + 1)", row.0, "C\(college) van de gemeente \(row.0)", "Postbus \(index + 1)",
                    "1234 \(row.1)", row.0.uppercased(), "post@\(row.0.lowercased()).example",
                    "\"Geacht c\(college),\"",
                ].joined(separator: ",")
            }
        return (["code,name,addressee,address,postcode,place,email,salutation"] + rows).joined(separator: "\n") + "\n"
    }

    /// What is made, and state: neither belongs in git.
    static let ignored = """
        out/
        .oproep/

        """
}
