extension [String] {
    /// Recipients' codes as people write them: apart, or with commas between them, which no code has.
    var recipientCodes: [String] {
        flatMap {
            $0.split(separator: ",").map { $0.trimmingPrefix { $0 == " " } }.filter { !$0.isEmpty }.map(String.init)
        }
    }
}
