/// The house style as it is on disk: letterhead and styles, not yet read.
package struct HouseStyleFile: Hashable, Sendable {
    /// As people see it, from the workspace.
    package let name: String
    package let bytes: [UInt8]
}
