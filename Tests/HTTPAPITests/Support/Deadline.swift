import Contract
import Foundation
import Testing

/// A day that matters to a programme.
struct Deadline: Hashable, Comparable {
    let day: String
    let kind: String
    let type: String
    let id: String
    let name: String

    static func < (left: Deadline, right: Deadline) -> Bool {
        (left.day, left.kind, left.type, left.id) < (right.day, right.kind, right.type, right.id)
    }

    /// As a dashboard shows it.
    init(_ shown: JSON) {
        self.init(
            shown["dueDate"],
            shown["kind"]?.string ?? "",
            shown["subject"]?["type"]?.string ?? "",
            shown["subject"] ?? .null,
            shown["subject"]?["name"]
        )
    }

    /// - Parameter subject: The record that it is of.
    init(_ day: JSON?, _ kind: String, _ type: String, _ subject: JSON, _ name: JSON?) {
        self.day = day?.string ?? ""
        self.kind = kind
        self.type = type
        id = subject["id"]?.string ?? ""
        self.name = name?.string ?? ""
    }
}

extension Caller {
    /// The deadlines of a programme, gathered from the resources that they are of.
    func deadlines(of path: String, on today: String) async throws -> [Deadline] {
        let programme = try await get(path).expect(200).json
        let found =
            ofProgramme(programme) + (try await ofOpportunities(path)) + (try await ofMandates(programme, today))
            + (try await ofPartners(path)) + (try await ofPeople(path, today)) + (try await ofCommitments(path))
        return found.sorted()
    }

    private func all(_ target: String) async throws -> [JSON] {
        let joint = target.contains("?") ? "&" : "?"
        let page = try await get("\(target)\(joint)limit=500").expect(200)
        #expect(page["next"] == nil)
        return page.results
    }

    private func ofProgramme(_ programme: JSON) -> [Deadline] {
        var found: [Deadline] = []
        if programme["supportStatus"] == "eroded" {
            found.append(
                Deadline(programme["supportDeadlineDate"], "support", "programme", programme, programme["name"])
            )
        }
        if programme["endDate"]?.string != nil, !["closed", "rejected"].contains(programme["phase"]?.string) {
            found.append(Deadline(programme["endDate"], "end", "programme", programme, programme["name"]))
        }
        return found
    }

    private func ofOpportunities(_ path: String) async throws -> [Deadline] {
        try await all("\(path)/opportunities?status=signalled,assessed").map {
            Deadline($0["decideByDate"], "decision", "opportunity", $0, $0["signal"])
        }
    }

    private func ofMandates(_ programme: JSON, _ today: String) async throws -> [Deadline] {
        try await all("/v1/mandates?status=in_force").filter { $0["programmeId"] == programme["id"] }
            .compactMap { mandate in
                // Its own last day, or the one on which its holder leaves (PPL-05).
                let days = ["untilDate", "mandataryUntilDate"].compactMap { mandate[$0]?.string }
                return days.min().map { Deadline(.string($0), "end", "mandate", mandate, mandate["code"]) }
            }.filter { $0.day >= today }
    }

    private func ofPartners(_ path: String) async throws -> [Deadline] {
        var found: [Deadline] = []
        for relation in try await all("\(path)/partner-relations") {
            if relation["status"] == "winding_down", relation["endDate"]?.string != nil {
                found.append(
                    Deadline(relation["endDate"], "end", "partner_relation", relation, relation["provision"])
                )
            }
            let actions = "\(path)/partner-relations/\(relation["id"]?.string ?? "")/actions"
            found += try await all("\(actions)?status=open").map {
                Deadline($0["dueDate"], "action", "action", $0, $0["description"])
            }
        }
        return found
    }

    private func ofPeople(_ path: String, _ today: String) async throws -> [Deadline] {
        let (roles, teams) = (try await all("\(path)/roles"), try await all("/v1/teams"))
        func name(_ id: JSON?, in records: [JSON]) -> JSON? { records.first { $0["id"] == id }?["name"] }
        var found = try await all("\(path)/capacity-agreements?status=confirmed")
            .filter { ($0["untilDate"]?.string ?? "") >= today }
            .map { Deadline($0["untilDate"], "end", "capacity_agreement", $0, name($0["teamId"], in: teams)) }
        for assignment in try await all("\(path)/assignments?status=active") {
            let role = name(assignment["roleId"], in: roles)
            if let until = assignment["untilDate"]?.string, until >= today {
                found.append(Deadline(assignment["untilDate"], "end", "assignment", assignment, role))
            }
            guard let id = assignment["exceptionDecisionId"]?.string else { continue }
            let decision = try await get("/v1/decisions/\(id)").expect(200)
            if decision["status"] == "taken" {
                found.append(Deadline(decision["untilDate"], "exception", "assignment", assignment, role))
            }
        }
        return found
    }

    private func ofCommitments(_ path: String) async throws -> [Deadline] {
        try await all("\(path)/commitments").flatMap { commitment in
            (commitment["lines"]?.array ?? []).filter {
                $0["status"] == "subject_to_budget" && $0["invokeBeforeDate"]?.string != nil
            }.map { Deadline($0["invokeBeforeDate"], "budget", "commitment", commitment, commitment["subject"]) }
        }
    }
}
