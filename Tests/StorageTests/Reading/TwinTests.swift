import Domain
import Foundation
import Postgres
import Services
import Testing

@testable import Storage

/// The transcoder of rows in Swift and its twin in SQL make the same bytes of every view, whatever stands in the rows.
@Suite struct `The two ways to JSON` {
    @Test func `agree byte for byte on every view, on hostile rows`() async throws {
        try await Installation.with { installation in
            let organisation = try await installation.organisation()
            var compared: [String] = []
            for resource in Resource.all {
                let rows = try await HostileRows(resource, in: organisation, installation).insert()
                let pairs = try await installation.pairs(resource, in: organisation)
                #expect(pairs.count >= rows, "\(resource.name)")
                for pair in pairs {
                    #expect(pair.swift == pair.sql, "\(resource.name): \(String(decoding: pair.swift, as: UTF8.self))")
                    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(pair.swift)) }
                }
                compared.append(resource.name)
            }
            let views = try await installation.superuser(
                "SELECT relname FROM pg_class WHERE relnamespace = 'api'::regnamespace AND relkind = 'v'"
            )
            #expect(Set(compared) == Set(views.split(separator: "\n").map(String.init)))
        }
    }

    @Test func `agree on what lies under an expansion`() async throws {
        try await Installation.with { installation in
            let organisation = try await installation.organisation()
            let challenge = try await installation.challenge(in: organisation, name: "\"\\\u{1}\u{2028}👨‍👩‍👧")
            let programme = try await installation.programme(in: organisation, challenge: challenge)
            let tenant = Tenant(organisationID: organisation, moment: Installation.moment)
            let expand = try #require(Expansion.tree(["challenge", "politicalSponsor.team"], from: .programme))
            let reader = installation.store.reader
            let whole = try #require(
                try await reader.item(.programme, id: programme, selection: Selection(expand: expand), in: tenant)
            )
            let plain = try #require(try await reader.item(.programme, id: programme, in: tenant))
            let under = try #require(try await reader.item(.challenge, id: challenge, in: tenant))
            let expected =
                plain.json.dropLast() + Array(#","_expand":{"challenge":"#.utf8) + under.json
                + Array(#","politicalSponsor":null}}"#.utf8)
            #expect(whole.json == Array(expected))
        }
    }

    @Test func `cut a moment down to milliseconds when it is written`() async throws {
        try await Installation.with { installation in
            let organisation = try await installation.organisation()
            let moment = Moment(Date(timeIntervalSince1970: 1_790_000_000.999_999_9))
            _ = try await installation.run(
                CreateTeam.self,
                in: organisation,
                [Member("name", "Team"), Member("policyField", "welzijn")],
                at: moment
            )
            let text = try await installation.superuser("SELECT extract(microseconds FROM created_at) FROM koers.team")
            #expect(Double(text).map { $0.truncatingRemainder(dividingBy: 1000) } == 0)
        }
    }
}

extension Installation {
    /// Every row of a view, once by the transcoder and once by its twin.
    fileprivate func pairs(_ resource: Resource, in organisation: UUID) async throws -> [(swift: [UInt8], sql: [UInt8])]
    {
        let projection = Projection(resource, Selection(), store.catalogue)
        let twin = JSONExpression(catalogue: store.catalogue).object(resource, alias: "v")
        let rows = try await store.reader.read(
            [
                Statement(
                    "both",
                    "SELECT \(projection.sql), \(twin) FROM \(resource.view) v WHERE v.organisation_id = $1",
                    [.uuid(organisation)]
                )
            ],
            in: Tenant(organisationID: organisation, moment: Self.moment)
        )[0]
        return rows.indices.map { row in
            let json = projection.transcoder.bytes(rows, row: row)
            let twin = rows.withCell(row: row, column: projection.shown.count) { $0.map(Array.init) ?? [] }
            return (json, twin)
        }
    }
}

/// Rows for a table that take every value of a hostile list in every column of its type.
private struct HostileRows {
    private let resource: Resource
    private let organisation: UUID
    private let installation: Installation

    init(_ resource: Resource, in organisation: UUID, _ installation: Installation) {
        self.resource = resource
        self.organisation = organisation
        self.installation = installation
    }

    /// - Returns: How many rows were inserted.
    func insert() async throws -> Int {
        let columns = try await columns()
        let count = columns.map { values(of: $0).count }.max() ?? 0
        if resource.isSingleton {
            for row in 0..<count {
                let changes = columns.map { "\($0.name) = \(value(of: $0, row))" }.joined(separator: ", ")
                try await installation.superuser("UPDATE \(resource.table) SET \(changes)")
                let pairs = try await installation.pairs(resource, in: organisation)
                #expect(pairs.count == 1 && pairs[0].swift == pairs[0].sql)
            }
            return 1
        }
        let key = resource.key == "id" ? "id" : "sequence"
        let names = ["organisation_id", key] + columns.map(\.name)
        let rows = (0..<count).map { row in
            let id = key == "id" ? "'\(UUID())'" : "\(row + 100)"
            return "(" + (["'\(organisation)'", id] + columns.map { value(of: $0, row) }).joined(separator: ", ") + ")"
        }
        try await installation.superuser(
            """
            SET session_replication_role = replica;
            INSERT INTO \(resource.table) (\(names.joined(separator: ", "))) VALUES \(rows.joined(separator: ", "))
            """
        )
        return count
    }

    private struct Column {
        let name: String
        let type: String
        let mayBeNull: Bool
    }

    private func columns() async throws -> [Column] {
        try await installation.superuser(
            """
            SELECT attname, format_type(atttypid, NULL), NOT attnotnull FROM pg_attribute
            WHERE attrelid = '\(resource.table)'::regclass AND attnum > 0 AND attgenerated = ''
            AND attname NOT IN ('organisation_id', 'id', 'sequence')
            """
        ).split(separator: "\n").map { line in
            let parts = line.split(separator: "|").map(String.init)
            return Column(name: parts[0], type: parts[1], mayBeNull: parts[2] == "t")
        }
    }

    private func value(of column: Column, _ row: Int) -> String {
        let values = values(of: column)
        // Unique columns get each value once.
        if column.name == "given_at" { return "'2026-01-01T00:00:00Z'::timestamptz + \(row) * interval '1 second'" }
        if column.name == "number" { return "\(row + 1)" }
        if ["year", "budget_programme"].contains(column.name) { return "\(row + 2000)" }
        if ["code", "subject"].contains(column.name), resource.name != "journal" {
            return row < values.count - 1 ? values[row] : "'\(UUID())'"
        }
        return values[row % values.count]
    }

    private func values(of column: Column) -> [String] {
        let known: [String: [String]] = [
            "kind": resource == .role ? ["'budget_holder'", "'other'"] : ["'care'", "'other'"],
            "phase": ["'exploration'", "'wind_down'"], "support_status": ["'eroded'"],
            "support_deadline_date": ["'2024-02-29'", "'9999-12-31'"],
            "vision_id": ["'00000000-0000-0000-0000-000000000000'"], "number": ["1", "9223372036854775807"],
            "category": ["'director'", "'residents'"], "status": Self.statuses[resource.name] ?? ["NULL"],
            "hours_per_week": resource == .assignment ? ["0", "168"] : ["1", "10000"],
            "outcome": ["NULL"], "exception_decision_id": ["NULL"],
            "goal_ids": ["'{00000000-0000-0000-0000-000000000000,ffffffff-ffff-ffff-ffff-ffffffffffff}'"],
            "probability": ["1", "5"], "impact": ["5", "1"], "pace": ["1", "5"],
            "feasibility": ["1", "5"], "efficiency": ["1", "5"], "flexibility": ["1", "5"],
            "goal_orientation": ["1", "5"],
            "from_date": ["'0001-01-01'", "'2024-02-29'"],
            "until_date": ["'2024-02-29'", "'9999-12-31'"], "required": ["false"],
            "stance": ["'endorsed'", "'withdrawn'"],
            "goal.kind": ["'effect'", "'goal'"], "goal.parent_id": ["'ffffffff-ffff-ffff-ffff-ffffffffffff'"],
            "direction": ["'increase'"], "baseline": ["-999999999999999.999999", "0.000000", "14.20"],
            "target": ["999999999999999.999999", "14.21"], "value": ["0", "-0.5", "123456789012345.678901"],
            "baseline_date": ["'0001-01-01'", "'2024-02-28'"], "target_date": ["'2024-02-29'", "'9999-12-31'"],
            "measurement.status": ["'approved'"], "effort.kind": ["'project'", "'statutory_task'"],
            "entered_by_id": ["'00000000-0000-0000-0000-000000000000'"], "influence": ["'own'", "'none'"],
            "approved_by_id": ["'ffffffff-ffff-ffff-ffff-ffffffffffff'"], "approved_at": ["'2024-02-29T12:00:00Z'"],
            "until_year": ["NULL"], "successors": ["'{}'", "'{6.1,6.72a}'"],
            "budget_line.direction": ["'expense'", "'income'"], "nature": ["'structural'", "'incidental'"],
            "authorised_cents": ["0", "100000000000000"], "committed_cents": ["0"], "realised_cents": ["0", "-1"],
            "budget_entry.kind": ["'estimate'", "'realisation'"], "amount_cents": ["-1000000000000", "1"],
            "booked_at": ["NULL"], "budget_amendment.amount_cents": ["-1000000000000", "1"],
            "commitment.kind": ["'subsidy'", "'other'"], "commitment.amount_cents": ["1", "100000000000000"],
            "commitment.realised_cents": ["0"], "released_cents": ["0"], "unfunded_cents": ["0", "100000000000000"],
            "effort.status": ["'proposed'", "'stopped'"],
            "decision.kind": ["'grant_subsidy'", "'other'"], "decision.amount_cents": ["0", "1000000000000"],
            "taken_by_id": ["NULL"], "taken_at": ["NULL"], "without_authority": ["false"],
            "decision.body": ["'college'"], "chain": ["'[]'", #"'[{"powers" : ["other"]}]'"#],
            "form": ["'network'", "'competing_supplier'"], "agreement.kind": ["'subsidy'", "'covenant'"],
            "agreement.amount_cents": ["0", "1000000000000"], "position.influence": ["0", "100"],
            "dependence": ["100", "0"], "alternative_if_lost": ["'De Spil'"], "vertical": ["'up'", "'none'"],
            "horizontal": ["'left'", "'none'"],
            "mandate.kind": ["'mandate'"], "body": ["'college'", "'mayor'"],
            "powers": ["'{grant_subsidy}'", "'{other}'"],
            "mandatary_role_id": ["'00000000-0000-0000-0000-000000000000'"], "mandatary_person_id": ["NULL"],
            "mandatary_until_date": ["NULL"],
            "ceiling_cents": ["0", "1000000000000"], "max_depth": ["0", "10"], "in_force_at": ["NULL"],
            "revoked_at": ["NULL"],
            "chosen_method": ["'process'"], "predictability": ["0", "100"], "predictability_threshold": ["0", "100"],
            "contract_hours_per_week": ["0", "168"], "steering_parties": ["0", "9223372036854775807"],
            "start_date": ["'0001-01-01'", "'2024-02-29'"], "end_date": ["'2024-02-29'", "'9999-12-31'"],
        ]
        let values =
            known["\(resource.name).\(column.name)"] ?? known[column.name] ?? Self.byType[column.type] ?? ["NULL"]
        let isNever = [
            "support_deadline_date", "vision_id", "parent_id", "baseline", "baseline_date", "target", "target_date",
            "approved_by_id", "approved_at", "mandatary_role_id",
        ].contains(column.name)
        return values + (column.mayBeNull && !isNever ? ["NULL"] : [])
    }

    private static let statuses = [
        "vision": ["'draft'", "'superseded'"], "assignment": ["'proposed'", "'ended'"],
        "capacity_agreement": ["'proposed'", "'withdrawn'"], "risk": ["'open'", "'closed'"],
        "opportunity": ["'parked'", "'rejected'"], "mandate": ["'draft'"], "fiscal_year": ["'estimated'", "'closed'"],
        "decision": ["'draft'"], "partner_relation": ["'ended'"], "direction": ["'proposed'", "'abandoned'"],
        "action": ["'open'", "'done'"], "budget_transfer": ["'proposed'", "'withdrawn'"],
        "commitment": ["'engaged'", "'released'"],
    ]

    private static let byType: [String: [String]] = [
        "text": texts.map { "'" + $0.replacing("'", with: "''") + "'" },
        "bigint": ["0", "-1", "9223372036854775807", "-9223372036854775808"],
        "boolean": ["true", "false"],
        "uuid": ["'00000000-0000-0000-0000-000000000000'", "'ffffffff-ffff-ffff-ffff-ffffffffffff'"],
        "date": ["'0001-01-01'", "'9999-12-31'", "'1969-12-31'", "'2000-01-01'", "'2024-02-29'", "'1900-03-01'"],
        "timestamp with time zone": [
            "'0001-01-01T00:00:00Z'", "'9999-12-31T23:59:59.999999Z'", "'1969-12-31T23:59:59.9999Z'",
            "'1999-12-31T23:59:59.999999Z'", "'2000-01-01T00:00:00Z'", "'2026-10-25T01:30:00.0005Z'",
            "'2026-10-08T09:30:00.9999Z'",
        ],
        "json": [#"'{}'"#, #"'[]'"#, #"'{ "a" : "\"\\\u0001é" , "b":[1 , 2.50e3]}'"#, #"'null'"#],
        "text[]": ["'{}'", #"'{"",NULL,"a\"b\\c,{}","é👨‍👩‍👧"}'"#, "'{one}'"],
        "uuid[]": ["'{}'", "'{00000000-0000-0000-0000-000000000000,ffffffff-ffff-ffff-ffff-ffffffffffff}'"],
        "bytea": [#"'\x'"#, #"'\x00ff10'"#],
    ]

    private static let texts: [String] =
        (1..<0x20).map { String(UnicodeScalar(UInt8($0))) } + [
            "", " ", "\"", "\\", "\\\\\"\"", "a\"b\\c/d", "'; DROP TABLE", "\u{7F}", "\u{80}", "\u{A0}",
            "\u{2028}\u{2029}",
            "\u{FEFF}", "\u{FFFF}", "\u{10FFFF}", "é", "e\u{301}", "👨‍👩‍👧🏳️‍🌈", "مرحبا \u{202E}olleh", "Ĳ ß", "\r\n",
            "\\u0041", "</script>",
            "%00", String(repeating: "\u{1}\"\\x", count: 500),
        ]
}
