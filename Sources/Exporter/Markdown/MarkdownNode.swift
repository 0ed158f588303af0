internal import CCMarkGFM

/// A node of cmark's tree, which outlives it: valid only within `MarkdownReader.document`.
@safe struct MarkdownNode {
    private let node: OpaquePointer

    init(_ node: OpaquePointer) {
        unsafe self.node = node
    }

    /// cmark's name for the type. The types of extensions have no other public constant; footnotes have no name.
    var kind: String {
        switch unsafe cmark_node_get_type(node) {
        case CMARK_NODE_FOOTNOTE_DEFINITION: "footnote_definition"
        case CMARK_NODE_FOOTNOTE_REFERENCE: "footnote_reference"
        default: unsafe Self.string(cmark_node_get_type_string(node))
        }
    }

    var literal: String { unsafe Self.string(cmark_node_get_literal(node)) }
    var target: String { unsafe Self.string(cmark_node_get_url(node)) }
    var title: String { unsafe Self.string(cmark_node_get_title(node)) }
    var headingLevel: Int { unsafe Int(cmark_node_get_heading_level(node)) }
    var isOrderedList: Bool { unsafe cmark_node_get_list_type(node) == CMARK_ORDERED_LIST }
    var listStart: Int { unsafe Int(cmark_node_get_list_start(node)) }

    /// From 1. An inline node that has none takes that of the block it is in.
    var line: Int {
        let own = unsafe Int(cmark_node_get_start_line(node))
        guard own == 0, let parent = unsafe cmark_node_parent(node) else { return own }
        return unsafe MarkdownNode(parent).line
    }

    /// From 1.
    var lastLine: Int { unsafe Int(cmark_node_get_end_line(node)) }

    /// In bytes, from 1.
    var column: Int { unsafe Int(cmark_node_get_start_column(node)) }

    var children: [MarkdownNode] {
        var children: [MarkdownNode] = []
        var next = unsafe cmark_node_first_child(node)
        while let child = unsafe next {
            unsafe children.append(MarkdownNode(child))
            unsafe next = unsafe cmark_node_next(child)
        }
        return children
    }

    var tableAlignments: [MarkdownTable.Alignment] {
        let count = unsafe Int(cmark_gfm_extensions_get_table_columns(node))
        guard let letters = unsafe cmark_gfm_extensions_get_table_alignments(node) else { return [] }
        return (0..<count).map { index in
            switch unsafe letters[index] {
            case UInt8(ascii: "r"): .end
            case UInt8(ascii: "c"): .center
            default: .start
            }
        }
    }

    private static func string(_ pointer: UnsafePointer<CChar>?) -> String {
        guard let pointer = unsafe pointer else { return "" }
        return unsafe String(cString: pointer)
    }
}
