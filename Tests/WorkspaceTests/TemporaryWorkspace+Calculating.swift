import Support
import Templating
import Workspace

extension TemporaryWorkspace {
    /// With more in its letter, and a condition for who is addressed.
    init(calculating letter: String, where condition: String? = nil) {
        self.init()
        if let condition {
            replace("list: gemeenten", with: "list: gemeenten\n  where: \(condition)", in: \.letter)
        }
        self.letter += letter
    }
}

extension Letter {
    /// What a name stands for in the letter to each.
    func values(_ path: String) -> [Value] { recipients.map { value(of: path, for: $0) } }
}
