import Templating

/// A PDF as it would be on the day of the letter. LibreOffice writes into it when it was made, in four places, and
/// identifiers by chance; without those, the same letter gives the same bytes.
enum ReproduciblePDF {
    /// Nil when it is no PDF.
    static func bytes(_ pdf: [UInt8], date: CalendarDate) -> [UInt8]? {
        guard let file = QPDFFile(pdf), !file.isDamaged else { return nil }
        let information = file.value(file.trailer, "/Info")
        for key in ["/CreationDate", "/ModDate"] {
            file.replace(information, key, withText: "D:\(date.description.filter { $0 != "-" })000000Z")
        }
        // The second is a checksum of LibreOffice's own, of what it wrote.
        for key in ["/ID", "/DocChecksum"] { file.remove(file.trailer, key) }
        let metadata = file.value(file.root, "/Metadata")
        if let xmp = file.stream(metadata) { file.replace(metadata, with: Self.metadata(xmp, date)) }
        for profile in file.profiles {
            guard let icc = file.stream(profile) else { return nil }
            file.replace(profile, with: Self.profile(icc, date))
        }
        let written = file.written()
        return file.isDamaged ? nil : written
    }

    /// XMP, of which every `xmp:…Date` is an element (ISO 16684-1 §8.4).
    private static func metadata(_ xmp: [UInt8], _ date: CalendarDate) -> [UInt8] {
        var text = String(decoding: xmp, as: UTF8.self)
        for name in ["CreateDate", "ModifyDate", "MetadataDate"] {
            guard let start = text.firstRange(of: "<xmp:\(name)>"),
                let end = text[start.upperBound...].firstRange(of: "</xmp:\(name)>")
            else { continue }
            text.replaceSubrange(start.upperBound..<end.lowerBound, with: "\(date)T00:00:00Z")
        }
        return Array(text.utf8)
    }

    /// An ICC profile: its header has the date and time in six numbers of 16 bits, from byte 24 (ICC.1 §7.2.1).
    private static func profile(_ icc: [UInt8], _ date: CalendarDate) -> [UInt8] {
        guard icc.count >= 128 else { return icc }
        var profile = icc
        for (index, number) in [date.year, date.month, date.day, 0, 0, 0].enumerated() {
            profile[24 + 2 * index] = UInt8(truncatingIfNeeded: number >> 8)
            profile[25 + 2 * index] = UInt8(truncatingIfNeeded: number)
        }
        return profile
    }
}
