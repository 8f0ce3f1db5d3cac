package import Ledger
package import Records

/// Results as machines read them. Names are those of the engine's contract (2.1).
extension CheckResult {
    /// - Parameter view: gives the content hashes of the evidence.
    package func json(in view: View) -> JSON {
        var object: [String: JSON] = [
            "checkId": .string(checkID.text), "requirementId": .string(requirement.text),
            "status": .string(status.rawValue), "grade": .string(grade.rawValue),
            "population": .integer(Int64(population)), "due": .integer(Int64(due)), "passing": .integer(Int64(passing)),
            "failing": .array(failing.map(\.json)), "pending": .array(pending.map(\.json)),
            "evidence": .array(evidence.map { $0.json(hashedIn: view) }),
            "evidenceGrade": .string(evidenceGrade.description),
            "parametersUsed": .array(parametersUsed.map(\.json)), "rulesUsed": .array(rulesUsed.map(\.json)),
            "explanation": .string(explanation),
        ]
        if !unjudged.isEmpty { object["unjudged"] = .array(unjudged.map(\.json)) }
        if let nextAction { object["nextAction"] = nextAction.json }
        if let nextDueAt { object["nextDueAt"] = .string(nextDueAt.description) }
        if let warning { object["warning"] = .string(warning) }
        if let preview { object["preview"] = .string(preview.rawValue) }
        return .object(object)
    }
}

extension Evaluation {
    package var json: JSON {
        var object: [String: JSON] = [
            "asOf": .string(view.day.description), "summary": .string(summary.sentence),
            "counts": .object(
                Dictionary(
                    Status.allCases.map { ($0.rawValue, .integer(Int64(summary.count($0)))) },
                    uniquingKeysWith: { first, _ in first }
                )),
            "results": .array(results.map { $0.json(in: view) }),
            "drafts": .array(drafts.map { $0.json(in: view) }),
            "requirements": .array(requirements.map(\.json)),
        ]
        if let last = view.lastEntry { object["knownAt"] = .integer(Int64(last.value)) }
        return .object(object)
    }
}

extension RecordRef {
    var json: JSON {
        switch self {
        case .record(let id, let version): ["id": .string(id.text), "version": .integer(Int64(version))]
        case .register(let kind, let size, let filter):
            ["register": .string(kind), "size": .integer(Int64(size)), "filter": .string(filter)]
        }
    }

    func json(hashedIn view: View) -> JSON {
        guard case .object(var object) = json else { return json }
        if let hash = contentHash(in: view) { object["hash"] = .string(hash.description) }
        return .object(object)
    }

    /// The record's members with more beside them.
    fileprivate func json(with more: [String: JSON]) -> JSON {
        .object((json.object ?? [:]).merging(more) { _, new in new })
    }
}

extension Gap {
    fileprivate var json: JSON {
        part.map { ["part": .string($0), "gap": .string(text)] } ?? ["gap": .string(text)]
    }
}

extension Shortcoming {
    fileprivate var json: JSON {
        record.json(with: ["gaps": .array(gaps.map(\.json)), "actsOnHighImpact": .bool(actsOnHighImpact)])
    }
}

extension PendingMember {
    fileprivate var json: JSON {
        record.json(with: ["gaps": .array(gaps.map(\.json)), "dueAt": dueAt.map { .string($0.description) } ?? .null])
    }
}

extension ParameterUse {
    fileprivate var json: JSON {
        ["name": .string(name), "value": .string(value), "version": source.map(\.json) ?? "default"]
    }
}

extension RuleUse {
    fileprivate var json: JSON { ["rule": .string(rule.rawValue), "explanation": .string(explanation)] }
}

extension NextAction {
    fileprivate var json: JSON {
        [
            "sentence": .string(sentence), "command": .string(command), "who": .array(who.map { .string($0) }),
            "record": record.map { .string($0.text) } ?? .null,
        ]
    }
}

extension DraftFinding {
    fileprivate func json(in view: View) -> JSON {
        [
            "checkId": .string(check.text), "requirementId": .string(requirement.text),
            "candidate": .string("\(candidate)"), "reason": .string(reason), "criterion": .string(criterion),
            "evidence": .array(evidence.map { $0.json(hashedIn: view) }), "gap": .string(gap),
        ]
    }
}

extension RequirementSummary {
    fileprivate var json: JSON {
        [
            "requirementId": .string(requirement.text), "title": .string(title),
            "candidate": candidate.map { .string("\($0)") } ?? .null, "reason": reason.map { .string($0) } ?? .null,
            "checks": .array(results.map { .string($0.checkID.text) }),
        ]
    }
}
