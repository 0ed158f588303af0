/// A PNG of one colour: its bytes in blocks that are stored and not compressed.
enum SmallPNG {
    static func bytes(width: Int, height: Int) -> [UInt8] {
        let row = [0] + Array(repeating: [16, 128, 160] as [UInt8], count: width).flatMap(\.self)
        let pixels = Array(repeating: row, count: height).flatMap(\.self)
        var data: [UInt8] = [0x78, 0x01]
        for start in stride(from: 0, to: pixels.count, by: 60_000) {
            let block = pixels[start..<min(start + 60_000, pixels.count)]
            let size = UInt16(block.count)
            data.append(start + 60_000 >= pixels.count ? 1 : 0)
            for number in [size, ~size] { data += [UInt8(truncatingIfNeeded: number), UInt8(number >> 8)] }
            data += block
        }
        var (one, two): (UInt32, UInt32) = (1, 0)
        for byte in pixels {
            one = (one + UInt32(byte)) % 65_521
            two = (two + one) % 65_521
        }
        data += four(two << 16 | one)
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", four(UInt32(width)) + four(UInt32(height)) + [8, 2, 0, 0, 0]) + chunk("IDAT", data)
            + chunk("IEND", [])
    }

    private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(type.utf8) + data
        var checksum: UInt32 = 0xFFFF_FFFF
        for byte in body {
            checksum ^= UInt32(byte)
            for _ in 0..<8 { checksum = checksum >> 1 ^ (checksum & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return four(UInt32(data.count)) + body + four(~checksum)
    }

    private static func four(_ number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * UInt32($0))) }
    }
}
