import Contract
import Foundation
import Testing

@Suite("A goal tree has one root, and every goal reaches it", .koers)
struct GoalTests {
    @Test("The main goal becomes the one that the programme names, and effects and goals come under it")
    func tree() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        #expect(try await client.programme(programme)["mainGoalId"] == .null)
        let collection = "programmes/\(programme.text)/goals"
        let root = try await client.make(collection, ["kind": "main_goal", "text": "Iedereen doet mee"])
        #expect(root["parentId"] == .null && root["endedAt"] == .null && root["successorIds"] == [])
        let expanded = try await client.get("/v1/programmes/\(programme.text)?expand=mainGoal").expect(200)
        #expect(expanded["mainGoalId"] == root["id"] && expanded["version"] == 2)
        #expect(expanded["_expand"]?["mainGoal"] == root.json)
        let owner = try await client.makeRole("goal_owner", of: programme)
        let effect = try await client.make(
            collection,
            Body.goal("effect", under: try root.id).with([
                "targetGroup": "ouderen", "policyField": "welzijn", "description": "Wat wij bedoelen",
                "ownerRoleId": .string(owner.text), "externalIds": ["lias": .string("E-\(nextNumber())")],
            ])
        )
        let goal = try await client.makeGoal(of: programme, "goal", under: try effect.id)
        let one = try await client.get("/v1/\(collection)/\(goal.text)?expand=parent.parent").expect(200)
        #expect(one["_expand"]?["parent"]?["_expand"]?["parent"] == root.json)
        let types = try await client.journal("&programmeId=\(programme.text)").compactMap { $0["type"]?.string }
            .filter { $0 != "role.created" }
        #expect(types == ["programme.created", "goal.created", "programme.updated", "goal.created", "goal.created"])
    }

    @Test("What would not be a tree is refused with the reason, as a creation and as a dry run (CRS-01)")
    func refusals() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let path = "/v1/programmes/\(programme.text)/goals"
        #expect(try await client.post(path, Body.goal("effect", under: nil)).expect(409).blockers == ["CRS-01"])
        let root = try await client.makeGoal(of: programme, "main_goal", under: nil)
        let goal = try await client.makeGoal(of: programme, "goal", under: root)
        for body in [
            Body.goal("main_goal", under: nil), Body.goal("main_goal", under: root), Body.goal("effect", under: nil),
            Body.goal("goal", under: nil), Body.goal("effect", under: goal),
        ] {
            let refused = try await client.post(path, body).expect(409, "governance-refused")
            #expect(refused.blockers == ["CRS-01"])
            let dryRun = try await client.post("\(path)?dryRun=true", body).expect(200)
            #expect(dryRun["allowed"] == false)
        }
        #expect(try await client.get(path).expect(200).results.count == 2)
    }

    @Test("A parent is a goal of the same programme")
    func otherProgramme() async throws {
        let client = try Koers.current.client
        let (mine, other) = (try await client.makeProgramme(), try await client.makeProgramme())
        let root = try await client.makeGoal(of: mine, "main_goal", under: nil)
        let foreign = try await client.makeGoal(of: other, "main_goal", under: nil)
        let goal = try await client.makeGoal(of: mine, under: root)
        let path = "/v1/programmes/\(mine.text)/goals"
        for parent in [foreign, mine, UUID()] {
            let created = try await client.post(path, Body.goal("effect", under: parent)).expect(400)
            #expect(created.errors == ["/parentId unknown_reference"])
            let moved = try await client.patch("\(path)/\(goal.text)", ["parentId": .string(parent.text)]).expect(400)
            #expect(moved.errors == ["/parentId unknown_reference"])
        }
        try await client.get("\(path)/\(foreign.text)").expect(404, "not-found")
        try await client.patch("\(path)/\(foreign.text)", ["text": "Gekaapt"]).expect(404, "not-found")
        try await client.post("\(path)/\(foreign.text)/ending", ["motivation": "Weg"]).expect(404, "not-found")
    }

    @Test("A branch moves as a whole in one step, and never under itself")
    func moving() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let path = "/v1/programmes/\(programme.text)/goals"
        let root = try await client.makeGoal(of: programme, "main_goal", under: nil)
        let (a, b) = (
            try await client.makeGoal(of: programme, under: root), try await client.makeGoal(of: programme, under: root)
        )
        let deep = try await client.makeGoal(of: programme, under: a)
        let leaf = try await client.makeGoal(of: programme, "goal", under: deep)
        func move(_ goal: UUID, under parent: JSON, ifMatch: String = "*") async throws -> Answer {
            try await client.patch("\(path)/\(goal.text)", ["parentId": parent], ifMatch: ifMatch)
        }
        for parent in [a, deep] {
            #expect(try await move(a, under: .string(parent.text)).expect(409).blockers == ["CRS-01"])
        }
        #expect(try await move(a, under: .string(leaf.text)).expect(409).blockers == ["CRS-01"])
        #expect(try await move(a, under: .null).expect(409).blockers == ["CRS-01"])
        #expect(try await move(root, under: .string(a.text)).expect(409).blockers == ["CRS-01"])
        try await move(a, under: .string(b.text), ifMatch: "\"2\"").expect(412, "precondition-failed")
        let moved = try await move(a, under: .string(b.text.uppercased()), ifMatch: "\"1\"").expect(200)
        #expect(moved["parentId"] == .string(b.text) && moved["version"] == 2)
        #expect(try await client.get("\(path)/\(deep.text)")["version"] == 1, "what lies under it does not change")
        #expect(try await move(b, under: .string(leaf.text)).expect(409).blockers == ["CRS-01"])
        let entries = try await client.journal("&subject=\(encoded("\(path)/\(a.text)"))")
        #expect(entries.last { $0["type"] == "goal.moved" }?["data"] == moved.json)
        let again = try await move(a, under: .string(b.text)).expect(200)
        #expect(again["version"] == 2, "it already is there")
        let before = try await client.get("\(path)/\(a.text)?asOf=\(moved["createdAt"]?.string ?? "")").expect(200)
        #expect(before["parentId"] == .string(root.text))
        #expect(try await client.patch("\(path)/\(a.text)", ["kind": "goal"]).expect(400).errors == ["/kind read_only"])
    }

    @Test(
        "A text is kept as it is, whatever the script",
        arguments: [
            "👨‍👩‍👧 samen", "مرحبا \u{202E}olleh", "e\u{301}én", "Ĳssel", "\"citaat\" \\ \n\t", "'; drop table koers.goal",
            String(repeating: "𝔻", count: 500),
        ]
    )
    func texts(text: String) async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let goal = try await client.make(
            "programmes/\(programme.text)/goals",
            ["kind": "main_goal", "text": .string(text), "targetGroup": .string(text)]
        )
        #expect(goal["text"]?.string?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
        #expect(try await client.get(try goal.location).expect(200).bytes == goal.bytes)
        let sorted = try await client.get("/v1/programmes/\(programme.text)/goals?sort=text").expect(200)
        #expect(sorted.results == [goal.json])
    }

    @Test("A text that cannot be kept is malformed, or too long, or blank")
    func badTexts() async throws {
        let client = try Koers.current.client
        let path = "/v1/programmes/\(try await client.makeProgramme().text)/goals"
        for text in ["a\u{0}b", "", " \n\u{A0}", String(repeating: "é", count: 501)] {
            try await client.post(path, ["kind": "main_goal", "text": .string(text)]).expect(400, "invalid-request")
        }
    }

    @Test("A statutory task is no goal, and lends its name to none, whatever its case and the space around it (CRS-03)")
    func tasks() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let (goals, efforts) = ("/v1/programmes/\(programme.text)/goals", "/v1/programmes/\(programme.text)/efforts")
        let root = try await client.makeGoal(of: programme, "main_goal", under: nil)
        for kind in ["statutory_task", "local_scheme"] {
            let refused = try await client.post(goals, Body.goal(kind, under: root)).expect(409, "governance-refused")
            #expect(refused.blockers == ["CRS-03"])
            #expect(refused.text.contains("inspanning die aan een doel bijdraagt"))
        }
        let task = Body.effort().with(["kind": "statutory_task", "name": "Leerplicht Één"])
        try await client.post(efforts, task).expect(201)
        try await client.post(efforts, Body.effort().with(["name": "Buurtkamers"])).expect(201)
        for text in ["Leerplicht Één", " leerplicht één\n", "LEERPLICHT E\u{301}E\u{301}N", "\u{A0}Leerplicht één"] {
            let body = Body.goal("goal", under: root).with(["text": .string(text)])
            #expect(try await client.post(goals, body).expect(409).blockers == ["CRS-03"], "\(text)")
        }
        let goal = try await client.make(
            "programmes/\(programme.text)/goals",
            Body.goal("goal", under: root).with(["text": "Buurtkamers"])
        )
        let renamed = try await client.patch(try goal.location, ["text": "leerplicht één"]).expect(409)
        #expect(renamed.blockers == ["CRS-03"])
        let split = try await client.post(
            "\(try goal.location)/split",
            ["goals": [["text": "Deel"], ["text": "LEERPLICHT ÉÉN"]], "motivation": "Proef"]
        )
        #expect(split.expect(409).blockers == ["CRS-03"])
        for kind in ["statutory_task", "local_scheme"] {
            let named = Body.effort().with(["kind": .string(kind), "name": " buurtkamers "])
            #expect(try await client.post(efforts, named).expect(409).blockers == ["CRS-03"])
        }
        let scheme = try await client.post(efforts, Body.effort().with(["kind": "local_scheme"])).expect(201)
        let taken = try await client.patch(try scheme.location, ["name": "BUURTKAMERS"]).expect(409)
        #expect(taken.blockers == ["CRS-03"])
        let elsewhere = try await client.makeProgramme()
        _ = try await client.make(
            "programmes/\(elsewhere.text)/goals",
            ["kind": "main_goal", "text": "Leerplicht Één"]
        )
    }

    @Test("The text of the main goal is locked while a vision is adopted, unless a newer one is a draft (CRS-05)")
    func locked() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let root = try await client.makeGoal(of: programme, "main_goal", under: nil)
        let path = "/v1/programmes/\(programme.text)/goals/\(root.text)"
        _ = try await client.make("programmes/\(programme.text)/visions", Body.vision)
        try await client.patch(path, ["text": "Nog vrij"]).expect(200)
        let vision = try await client.makeCarriedVision(of: programme)
        let refused = try await client.patch(path, ["text": "Anders"]).expect(409, "governance-refused")
        #expect(refused.blockers == ["CRS-05"])
        #expect(
            refused["blockers"]?.array?.first?["subjects"]?.array?.first?["name"] == "v2",
            "the draft under number 1 is older"
        )
        try await client.patch(path, ["targetGroup": "iedereen", "text": "Nog vrij"]).expect(200)
        let draft = try await client.make("programmes/\(programme.text)/visions", Body.vision).location
        try await client.patch(path, ["text": "Samen met de nieuwe visie"]).expect(200)
        try await client.post("\(draft)/transitions", ["to": "seeking_support"]).expect(200)
        #expect(try await client.patch(path, ["text": "Te laat"]).expect(409).blockers == ["CRS-05"])
        for stakeholder in vision.stakeholders { try await client.endorse(draft, stakeholder).expect(201) }
        try await client.post("\(draft)/transitions", ["to": "adopted"]).expect(200)
        #expect(try await client.patch(path, ["text": "Te laat"]).expect(409).blockers == ["CRS-05"])
        let effect = try await client.makeGoal(of: programme, under: root)
        try await client.patch("/v1/programmes/\(programme.text)/goals/\(effect.text)", ["text": "Vrij"]).expect(200)
    }

    @Test("The list is filtered, searched and put in order")
    func lists() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let path = "/v1/programmes/\(programme.text)/goals"
        let root = try await client.makeGoal(of: programme, "main_goal", under: nil)
        let owner = try await client.makeRole("goal_owner", of: programme)
        func make(_ text: String, _ changes: JSON = [:]) async throws -> UUID {
            let body = Body.goal("effect", under: root).with(["text": .string(text)]).with(changes)
            return try await client.post(path, body).expect(201).id
        }
        let care = try await make("Zorg dichtbij", ["policyField": "wmo", "ownerRoleId": .string(owner.text)])
        let work = try await make("Aan het werk", ["policyField": "werk", "targetGroup": "jongeren"])
        let gone = try await make("Midden in de wijk", ["description": "oude tekst"])
        try await client.post("\(path)/\(gone.text)/ending", ["motivation": "Vervallen"]).expect(200)
        func found(_ query: String) async throws -> [UUID] {
            try await client.get("\(path)?\(query)").expect(200).results.compactMap {
                $0["id"]?.string.flatMap { UUID(uuidString: $0) }
            }
        }
        #expect(try await found("") == [root, care, work, gone])
        #expect(try await found("ended=false&kind=effect") == [care, work])
        #expect(try await found("ended=true") == [gone])
        #expect(try await found("parentId=\(root.text)&sort=text") == [work, gone, care])
        #expect(try await found("policyField=wmo,werk&sort=-text") == [care, work])
        #expect(try await found("ownerRoleId=\(owner.text)") == [care])
        #expect(try await found("search=jong") == [work])
        #expect(try await found("search=oude") == [gone])
        #expect(try await found("sort=kind,-createdAt") == [gone, work, care, root])
        let counted = try await client.get("\(path)?ended=false&count=exact&limit=1").expect(200)
        #expect(counted["totalCount"] == 3)
        try await client.get("\(path)?ended=maybe").expect(400, "invalid-request")
    }
}
