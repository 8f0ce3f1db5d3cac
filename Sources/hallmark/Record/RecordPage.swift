import Records

/// One record for a person's eyes: what it is, what it holds in the sections its kind declares, where it came from, what
/// points to it.
struct RecordPage {
    let content: RecordContent
    let view: View
    let today: Day

    private var kind: Kind { content.kind }

    var page: Page {
        var page = Page()
        let title = view.title(of: content)
        page.say(title.map { "\(strong: content.id): \(strong: $0)" } ?? "\(strong: content.id)")
        page.say(basis)
        if view.day != today || view.knownAt != nil { page.say("As it stood on \(view.point).") }
        if content.isDisposed {
            page.say(
                "It was disposed of after its retention. Only this tombstone and its entries in the ledger are left.")
            return page
        }
        for section in sections { add(section, to: &page) }
        addSource(to: &page)
        addPointers(to: &page)
        return page
    }

    private var basis: Phrase {
        let label = content.stateRow?.label ?? content.state
        return
            "\(kind.about.title) in state \(strong: label), version \(content.version). Last changed \(content.updated.at.long(in: view.zone)) by \(view.person(content.updated.by))."
    }

    /// As declared, then what no section names, then what every record has.
    private var sections: [(title: String, fields: [DeclaredField])] {
        let declared = kind.about.sections.map { section in (section.title, section.keys.compactMap { kind.field($0) })
        }
        let named = Set(declared.flatMap { $0.1.map(\.slot) })
        let rest = kind.ownFields.filter { !named.contains($0.slot) }
        let base = kind.fields[..<BaseFields.count].filter {
            !["origin", "unmapped"].contains($0.key) && !named.contains($0.slot)
        }
        return declared + [(declared.isEmpty ? "Fields" : "More", Array(rest)), ("About the record", Array(base))]
    }

    private func add(_ section: (title: String, fields: [DeclaredField]), to page: inout Page) {
        let facts = section.fields.compactMap { field -> Page.Fact? in
            content.value(field, in: view).map { Page.Fact(Phrase(field.label), lines: view.lines(of: $0, in: field)) }
        }
        guard !facts.isEmpty else { return }
        page.head(Phrase(section.title))
        page.facts(facts)
    }

    private func addSource(to page: inout Page) {
        guard case .row(let origin)? = content[Kind.slot(base: \.origin)] else { return }
        let row = Row<Origin>(.row(origin))
        page.head("Where it came from")
        page.say(
            "\(row?.source ?? "A file"), row \(row?.row ?? 0), brought in on \(row?.on?.long ?? "an unknown day").",
            indent: 2)
        guard case .list(let cells)? = content[Kind.slot(base: \.unmapped)], !cells.isEmpty else { return }
        page.gap()
        page.say("Kept word for word, because no field takes it:", indent: 2)
        page.facts(
            cells.compactMap { Row<UnmappedCell>($0) }.map { cell in
                Page.Fact("\(cell.column ?? 0) \(cell.header ?? "")", lines: Phrase.lines(cell.text ?? ""))
            }, indent: 4)
    }

    private func addPointers(to page: inout Page) {
        let found = view.pointers(to: content.id)
        guard !found.isEmpty else { return }
        page.head("What points here")
        page.facts(
            found.map { kind, ids in
                let shown = ids.prefix(5).map { view.named($0) }.joined(separator: ", ")
                let rest: Phrase = ids.count > 5 ? " and \(Amount.text(ids.count - 5)) more" : ""
                return Page.Fact(Phrase(kind.about.plural), shown + rest)
            })
    }
}

extension View {
    /// The records that point to one, by kind, in the order in which kinds are declared.
    func pointers(to id: RecordID) -> [(kind: Kind, ids: [RecordID])] {
        register.declarations.kinds.compactMap { kind in
            let slots = kind.fields.filter { $0.type.target != nil || $0.type.layout != nil }.map(\.slot)
            let ids = Set(slots.flatMap { records(of: kind, pointingTo: id, through: $0).map(\.id) })
            return ids.isEmpty ? nil : (kind, ids.sorted(by: RecordID.precedes))
        }
    }
}
