extension Expression {
    /// Reads and resolves an expression such as a check; nil when something is wrong, which is then in `diagnostics`.
    package static func compile(
        _ fragment: Fragment, in scope: Scope, as type: ValueType, diagnostics: inout Diagnostics
    ) -> Expression? {
        compile(fragment, in: scope, expecting: type, diagnostics: &diagnostics)
    }

    /// The same of any type.
    package static func compile(
        _ fragment: Fragment, in scope: Scope, diagnostics: inout Diagnostics
    ) -> Expression? {
        compile(fragment, in: scope, expecting: nil, diagnostics: &diagnostics)
    }

    private static func compile(
        _ fragment: Fragment, in scope: Scope, expecting type: ValueType?, diagnostics: inout Diagnostics
    ) -> Expression? {
        do throws(SyntaxError) {
            var parser = Parser(try Lexer(fragment: fragment, span: 0..<fragment.scalars.count).tokens())
            let syntax = try parser.wholeExpression()
            var compiler = ExpressionCompiler(scope: scope, fragment: fragment, diagnostics: Diagnostics())
            swap(&compiler.diagnostics, &diagnostics)
            defer { swap(&compiler.diagnostics, &diagnostics) }
            return compiler.compile(syntax, as: type)
        } catch {
            diagnostics.add(error.problem, at: fragment.place(error.span))
            return nil
        }
    }
}
