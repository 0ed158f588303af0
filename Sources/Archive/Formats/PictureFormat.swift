/// PNG, JPEG, GIF and TIFF.
enum PictureFormat {
    static func format(of bytes: [UInt8]) -> FileFormat? {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return png(bytes) }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return jpeg(bytes) }
        for (version, puid) in [("87a", "fmt/3"), ("89a", "fmt/4")] where bytes.starts(with: "GIF" + version) {
            return FileFormat("Graphics Interchange Format", puid, version: version, "image/gif", "gif")
        }
        if bytes.starts(with: [0x49, 0x49, 0x2A, 0]) || bytes.starts(with: [0x4D, 0x4D, 0, 0x2A]) {
            return FileFormat("Tagged Image File Format", "fmt/353", "image/tiff", "tif")
        }
        return nil
    }

    /// The version is that of the newest chunk in it.
    private static func png(_ bytes: [UInt8]) -> FileFormat {
        var version = ("1.0", "fmt/11")
        var place = 8
        while place + 8 <= bytes.count {
            let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            switch String(decoding: bytes[place + 4..<place + 8], as: UTF8.self) {
            case "iTXt": version = ("1.2", "fmt/13")
            case "iCCP", "sPLT", "sRGB": if version.0 == "1.0" { version = ("1.1", "fmt/12") }
            default: break
            }
            place += 12 + length
        }
        return FileFormat("Portable Network Graphics", version.1, version: version.0, "image/png", "png")
    }

    private static func jpeg(_ bytes: [UInt8]) -> FileFormat {
        let segment = Array(bytes.dropFirst(6).prefix(65_533))
        if bytes.count > 13, bytes[3] == 0xE0, segment.starts(with: "JFIF\0\u{1}"), bytes[12] <= 2 {
            let puid = ["fmt/42", "fmt/43", "fmt/44"][Int(bytes[12])]
            return FileFormat("JPEG File Interchange Format", puid, version: "1.0\(bytes[12])", "image/jpeg", "jpg")
        }
        if bytes.count > 13, bytes[3] == 0xE1, segment.starts(with: "Exif\0\0"), let exif = exif(segment) {
            return exif
        }
        return FileFormat("Raw JPEG Stream", "fmt/41", "image/jpeg", "jpg")
    }

    /// By the tag ExifVersion: 0x9000, of type 7, four bytes.
    private static func exif(_ segment: [UInt8]) -> FileFormat? {
        let versions = [
            "0200": ("2.0", "x-fmt/398"), "0210": ("2.1", "x-fmt/390"), "0220": ("2.2", "x-fmt/391"),
            "0221": ("2.21", "fmt/645"), "0230": ("2.3.x", "fmt/1507"), "0231": ("2.3.x", "fmt/1507"),
            "0232": ("2.3.x", "fmt/1507"),
        ]
        let isLittleEndian = segment.dropFirst(6).starts(with: "II".utf8)
        let tag: [UInt8] = isLittleEndian ? [0, 0x90, 7, 0, 4, 0, 0, 0] : [0x90, 0, 0, 7, 0, 0, 0, 4]
        guard let place = segment.firstIndex(of: tag), place + 12 <= segment.count,
            let (version, puid) = versions[String(decoding: segment[place + 8..<place + 12], as: UTF8.self)]
        else { return nil }
        return FileFormat(
            "Exchangeable Image File Format (Compressed)", puid, version: version, "image/jpeg", "jpg")
    }
}
