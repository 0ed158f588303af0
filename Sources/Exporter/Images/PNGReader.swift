/// PNG, third edition (W3C).
enum PNGReader {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// Goes over all chunks (§5.3), of which the first is IHDR and the last is IEND.
    static func read(_ bytes: [UInt8]) throws(ImageError) -> ImageInfo {
        var rest = ImageBytes(bytes, from: signature.count)
        var size: (width: Int, height: Int)?
        var resolution: ImageInfo.Resolution?
        var hasData = false
        while true {
            let length = try rest.number(of: 4)
            let type = String(decoding: try rest.take(4), as: UTF8.self)
            let end = rest.position + length
            switch type {
            case "IHDR":
                guard size == nil, length == 13 else { throw .damaged }
                size = (try rest.number(of: 4), try rest.number(of: 4))
            case _ where size == nil:
                throw .damaged
            case "pHYs" where length == 9:
                let (x, y) = (try rest.number(of: 4), try rest.number(of: 4))
                // 1: per metre; otherwise only the shape of a pixel is told (§11.3.4.3).
                if try rest.byte() == 1 { resolution = .init(credible: Double(x) * 0.0254, Double(y) * 0.0254) }
            case "IDAT":
                hasData = true
            default:
                break
            }
            _ = try rest.take(end - rest.position + 4)  // What is left of the chunk, and its checksum.
            if type == "IEND" {
                guard let size, hasData else { throw .damaged }
                return try ImageInfo(format: .png, width: size.width, height: size.height, resolution: resolution)
            }
        }
    }
}
