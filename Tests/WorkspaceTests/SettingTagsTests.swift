import Support
import Testing

struct SettingTagsTests {
    @Test func `a tag in a setting that is not read for tags is refused, not printed`() throws {
        var workspace = TemporaryWorkspace()
        workspace.letter += "copies: [ \"Aan {{ recipient.name }}\" ]\nvalues: { x: \"{% if %}\" }\n"
        workspace.settings = workspace.settings.replacing("Zwolle", with: "\"{{ x }}\"")
        let report = try workspace.report()
        #expect(report.ranges(of: "would be printed as it stands [bad-value]").count == 3)
    }
}
