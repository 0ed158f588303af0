import Templating

extension LetterDefinition {
    /// Nil when the file cannot be read at all, which is then in `diagnostics`.
    static func read(
        _ file: DiskFile, standardLanguage: LanguageTag, diagnostics: inout Diagnostics
    ) -> LetterDefinition? {
        guard let file = YAMLFile.read(file, diagnostics: &diagnostics) else { return nil }
        var section = YAMLSection(file)
        let definition = LetterDefinition(&section, file, standardLanguage: standardLanguage)
        section.finish(&diagnostics)
        return definition
    }

    private init(_ section: inout YAMLSection, _ file: YAMLFile, standardLanguage: LanguageTag) {
        self.file = file
        subject = section.fragment("subject", isRequired: true)
        let date = section.date("date", isRequired: true)
        self.date = date
        let language = section.validated("language", LanguageTag.init) ?? standardLanguage
        self.language = language
        reference = section.fragment("reference")
        caseNumber = section.text("case")
        contact = section.section("contact") { Contact(&$0) }
        addressees = section.section("recipients", isRequired: true) { Addressees(&$0) }
        let figures = section.section("figures") { TableDefinition("figures", &$0, language: language.language) }
        self.figures = figures
        tables = section.named("tables") { section, entry in
            section.section(entry.value, "tables.\(entry.key)") {
                TableDefinition(entry.key, &$0, language: language.language, standard: figures)
            }
        }
        derived = section.named("derived") { section, entry in
            section.text(entry.value, "derived.\(entry.key)").map { text in
                DerivedDefinition(
                    name: entry.key, expression: Fragment(text, in: file.source, at: entry.value.textStart),
                    place: file.source.place(entry.keyRange))
            }
        }
        checks = section.sections("checks") { CheckDefinition(&$0) }
        values = section.named("values") { section, entry in
            ValueDefinition(entry, &section, language: language.language)
        }
        signatory = section.section("signatory") { Signatory(&$0) }
        email = section.section("email") { EmailDefinition(&$0) }
        copies = section.texts("copies")
        attachments = section.texts("attachments")
        replyBy = section.date("reply_by")
        section.checkReplyBy(replyBy, after: date)
    }
}

extension YAMLSection {
    /// A term that ends on a day off goes on to the next working day (Algemene termijnenwet, art. 1).
    fileprivate mutating func checkReplyBy(_ day: CalendarDate?, after date: CalendarDate?) {
        guard let day else { return }
        if let date, day <= date {
            report(.replyBeforeDate, at: "reply_by")
        } else if let reason = DayOff(day)?.name {
            report(.notWorkingDay(day, reason, next: day.nextWorkingDay), at: "reply_by")
        }
    }
}

extension Contact {
    fileprivate init(_ section: inout YAMLSection) {
        name = section.text("name")
        phone = section.text("phone")
        email = section.validated("email", EmailAddress.init)
    }
}

extension Addressees {
    fileprivate init(_ section: inout YAMLSection) {
        unanswered = section.positive("unanswered")
        // A reminder goes to the list of the mailing that it reminds of.
        list = section.text("list", isRequired: !section.has("unanswered"))
        condition = section.fragment("where")
        place = section.place(of: "list")
        unansweredPlace = section.place(of: "unanswered")
    }
}

extension ValueDefinition {
    /// A text, or `{ type: date, value: 2024-03-01 }`.
    fileprivate init?(_ entry: YAMLNode.Entry, _ section: inout YAMLSection, language: Language) {
        let path = "values.\(entry.key)"
        name = entry.key
        guard case .mapping = entry.value.content else {
            type = .text
            value = section.text(entry.value, path, allowingLines: true).map(Value.text)
            return
        }
        (type, value) = section.section(entry.value, path) { section in
            let type: ColumnType? = section.choice("type", isRequired: true)
            guard let node = section.value("value", isRequired: true), let type else { return (type ?? .text, nil) }
            guard let text = section.text(node, "\(path).value", allowingLines: type == .text) else {
                return (type, nil)
            }
            do throws(Refusal) {
                return (type, try CellReader(language: language).read(text, as: type))
            } catch {
                section.report(error.problem(for: ""), at: node.range)
                return (type, nil)
            }
        }
    }
}

extension CheckDefinition {
    fileprivate init?(_ section: inout YAMLSection) {
        let that = section.fragment("that", isRequired: true)
        let because = section.text("because", isRequired: true)
        guard let that else { return nil }
        self.that = that
        self.because = because ?? ""
    }
}

extension Signatory {
    fileprivate init(_ section: inout YAMLSection) {
        closing = section.text("closing")
        onBehalfOf = section.text("on_behalf_of")
        name = section.text("name")
        title = section.text("title")
        signature = section.text("signature")
    }
}

extension EmailDefinition {
    fileprivate init(_ section: inout YAMLSection) {
        subject = section.fragment("subject")
        text = section.text("text")
    }
}
