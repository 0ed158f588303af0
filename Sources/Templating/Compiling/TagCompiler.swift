/// Resolves the tags of a document in the order they stand in, and pairs those that open with those that close.
package struct TagCompiler {
    /// A loop or choice deeper than this is refused.
    static let maximumDepth = 20
    /// Each loop within a loop multiplies what is printed.
    static let maximumLoops = 3

    private struct Open {
        let tag: Int
        let construct: CompiledTag.Construct
        let outerScope: Scope
        let loops: Int
        /// Deeper than tags may be: read for its mistakes, and left out.
        let isTooDeep: Bool
        var sawElse = false
    }

    private(set) var diagnostics = Diagnostics()
    private var compiled: [CompiledTag] = []
    private var branches: [Branch] = []
    private var constructs = 0
    private var open: [Open] = []
    private var scope: Scope

    private init(scope: Scope) {
        self.scope = scope
    }

    package static func compile(_ tags: [Tag], in scope: Scope, diagnostics: inout Diagnostics) -> CompiledTags {
        var compiler = TagCompiler(scope: scope)
        for (index, tag) in tags.enumerated() { compiler.add(tag, index) }
        for open in compiler.open {
            let (name, closer) = open.construct.isLoop ? ("for", "endfor") : ("if", "endif")
            compiler.diagnostics.add(.neverClosed(name, closer: closer), at: tags[open.tag].place)
        }
        diagnostics.add(compiler.diagnostics)
        return CompiledTags(
            tags: compiler.compiled, sources: tags, branches: compiler.branches)
    }

    private mutating func add(_ tag: Tag, _ index: Int) {
        switch tag.kind {
        case .unreadable:
            compiled.append(.nothing)
        case .output(let syntax):
            compiled.append(expression(tag) { $0.compileOutput(syntax) }.map(CompiledTag.hole) ?? .nothing)
        case .if(let condition):
            let construct = push(index, tag, isLoop: false)
            begin(construct, .branch(branch(tag, condition)))
        case .elseIf(let condition):
            guard let construct = middle(tag, "elif") else { return }
            next(construct, branch(tag, condition))
        case .else:
            guard let construct = middle(tag, "else") else { return }
            open[open.count - 1].sawElse = true
            next(construct, branch(tag, nil))
        case .for(let header):
            let outer = scope
            let rows = header.flatMap { loop(tag, $0.item, $0.rows) }
            let construct = push(index, tag, isLoop: true, outer: outer)
            begin(construct, .loop(rows))
        case .endIf: close(tag, "endif", opener: "if", isLoop: false)
        case .endFor: close(tag, "endfor", opener: "for", isLoop: true)
        }
    }

    private mutating func begin(_ construct: CompiledTag.Construct, _ start: CompiledTag.Start) {
        compiled.append(open.last?.isTooDeep ?? false ? .nothing : .begin(construct, start))
    }

    private mutating func next(_ construct: CompiledTag.Construct, _ condition: CompiledTag.Condition) {
        compiled.append(open.last?.isTooDeep ?? false ? .nothing : .next(construct, condition))
    }

    private mutating func expression(
        _ tag: Tag, _ compile: (inout ExpressionCompiler) -> Expression?
    ) -> Expression? {
        var compiler = ExpressionCompiler(scope: scope, fragment: tag.fragment, diagnostics: Diagnostics())
        swap(&compiler.diagnostics, &diagnostics)
        let result = compile(&compiler)
        swap(&compiler.diagnostics, &diagnostics)
        return result
    }

    private mutating func branch(_ tag: Tag, _ condition: Syntax?) -> CompiledTag.Condition {
        branches.append(Branch(tag: tag))
        return .init(
            branch: branches.count - 1,
            expression: condition.flatMap { syntax in expression(tag) { $0.compile(syntax, as: .boolean) } })
    }

    private mutating func push(
        _ index: Int, _ tag: Tag, isLoop: Bool, outer: Scope? = nil
    ) -> CompiledTag.Construct {
        constructs += 1
        let construct = CompiledTag.Construct(id: constructs, isLoop: isLoop)
        let loops = (open.last?.loops ?? 0) + (isLoop ? 1 : 0)
        let isTooDeep = open.count >= Self.maximumDepth || loops > Self.maximumLoops
        // What is deeper still is not wrong as well.
        if isTooDeep, !(open.last?.isTooDeep ?? false) { diagnostics.add(.tagsTooDeep, at: tag.place) }
        open.append(
            Open(
                tag: index, construct: construct, outerScope: outer ?? scope, loops: loops, isTooDeep: isTooDeep))
        return construct
    }

    private mutating func middle(_ tag: Tag, _ name: String) -> CompiledTag.Construct? {
        guard let top = open.last, !top.construct.isLoop else {
            diagnostics.add(.neverOpened(name, opener: "if"), at: tag.place)
            compiled.append(.nothing)
            return nil
        }
        if top.sawElse { diagnostics.add(.afterElse, at: tag.place) }
        return top.construct
    }

    private mutating func close(_ tag: Tag, _ name: String, opener: String, isLoop: Bool) {
        guard let top = open.last, top.construct.isLoop == isLoop else {
            diagnostics.add(.neverOpened(name, opener: opener), at: tag.place)
            compiled.append(.nothing)
            return
        }
        open.removeLast()
        scope = top.outerScope
        compiled.append(top.isTooDeep ? .nothing : .end(top.construct))
    }

    private mutating func loop(_ tag: Tag, _ item: String, _ rows: Syntax) -> CompiledTag.Loop? {
        guard case .name(let path) = rows.node, let entry = scope.find(path)?.entry else {
            _ = expression(tag) { $0.compileOutput(rows) }
            return nil
        }
        let table: Int
        switch entry {
        case .table(let index, _), .list(let index): table = index
        case .value, .column:
            diagnostics.add(.notRows(path), at: tag.fragment.place(rows.span))
            return nil
        }
        if scope.isTaken(item) {
            diagnostics.add(.nameTaken(item), at: tag.place)
            return nil
        }
        let inner = scope.adding(item: item, of: path, entry)
        scope = inner.scope
        branches.append(Branch(tag: tag))
        return .init(branch: branches.count - 1, table: table, firstSlot: inner.firstSlot)
    }
}
