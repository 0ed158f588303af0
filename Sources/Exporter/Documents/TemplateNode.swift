internal import Containers
import Templating

/// A document whose tags are nested: what a tag governs is inside it. Ready to be serialised.
indirect enum TemplateNode: Sendable {
    case element(TemplateElement)
    case text(String)
    case hole(Expression, tag: Int)
    case choice([(condition: CompiledTag.Condition, content: [TemplateNode])])
    case loop(CompiledTag.Loop, [TemplateNode])
    // The same as in `Template.Part`.
    case note(TemplateNote)
    case noteNumber
    case notes
}

struct TemplateNote: Sendable {
    let key: String?
    let reference: [TemplateNode]
    let again: [TemplateNode]
    let body: [TemplateNode]
}

struct TemplateElement: Sendable {
    struct Attribute: Sendable {
        enum Part: Sendable {
            case text(String)
            case hole(Expression, tag: Int)
            case noteNumber
        }

        let name: XMLName
        let value: [Part]
    }

    let name: XMLName
    let attributes: [Attribute]
    let children: [TemplateNode]
    let vanishesWhenEmpty: Bool
}
