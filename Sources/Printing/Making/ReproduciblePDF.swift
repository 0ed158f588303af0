internal import Containers
internal import Exporter
import Templating

/// A PDF as it would be on the day of the letter, and as it claims to be. LibreOffice writes into it when it was made, in
/// four places, and identifiers by chance; without those, the same letter gives the same bytes.
enum ReproduciblePDF {
    /// Nil when it is no PDF.
    static func bytes(_ pdf: [UInt8], date: CalendarDate) -> [UInt8]? {
        guard let objects = PDFObjects(pdf) else { return nil }
        if let information = objects.trailer["Info"]?.reference {
            let text = Array("D:\(date.description.filter { $0 != "-" })000000Z".utf8)
            for key in ["CreationDate", "ModDate"] where objects.dictionary(information)[key] != nil {
                objects.set(key, of: information, to: .string(text))
            }
        }
        // The second is a checksum of LibreOffice's own, of what it wrote.
        for key in ["ID", "DocChecksum"] { objects.setTrailer(key, to: .null) }
        if let metadata = objects.root["Metadata"], let xmp = objects.stream(metadata) {
            _ = objects.replace(stream: metadata, with: Self.metadata(xmp, date))
        }
        for intent in objects.array(objects.root["OutputIntents"]) {
            let profile = objects.dictionary(intent)["DestOutputProfile"]
            guard let icc = objects.stream(profile), objects.replace(stream: profile, with: Self.profile(icc, date))
            else { return nil }
        }
        PDFRepair.repair(objects)
        return objects.written()
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
        if !text.contains(XMLNamespace.pdfaExtension.uri), let end = text.firstRange(of: "</rdf:RDF>") {
            text.insert(contentsOf: accessibility, at: end.lowerBound)
        }
        return Array(text.utf8)
    }

    /// What `pdfuaid:part` is, which PDF/A-2 does not know (ISO 19005-2 §6.6.2.3.3).
    private static let accessibility = """
         <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
        xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
           <pdfaExtension:schemas>
            <rdf:Bag>
             <rdf:li rdf:parseType="Resource">
              <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
              <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
              <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
              <pdfaSchema:property>
               <rdf:Seq>
                <rdf:li rdf:parseType="Resource">
                 <pdfaProperty:name>part</pdfaProperty:name>
                 <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
                 <pdfaProperty:category>internal</pdfaProperty:category>
                 <pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
                </rdf:li>
               </rdf:Seq>
              </pdfaSchema:property>
             </rdf:li>
            </rdf:Bag>
           </pdfaExtension:schemas>
          </rdf:Description>

        """

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
