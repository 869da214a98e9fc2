import Contract
import Domain
import Foundation
import Testing

@Suite("Entity tags save answers and protect changes", .koers)
struct ConditionalTests {
    @Test("What the client already holds is not sent again, wherever there is a tag")
    func notModified() async throws {
        let koers = try Koers.current
        let world = try await koers.client.makeWorld()
        for operation in koers.contract.operations where operation.method == .get && operation.access == .public {
            let target = try #require(world.request(operation)).target
            let tag = try #require(try await koers.anyone.get(target).expect(200).etag, "\(target)")
            let again = try await koers.anyone.get(target, ["If-None-Match": tag]).expect(304)
            #expect(again.etag == tag)
            #expect(again.bytes.isEmpty)
        }
        for path in world.paths + ["/v1/organisation"] {
            let tag = try #require(try await koers.client.get(path).expect(200).etag)
            for header in [tag, "*", "\"0\", \(tag)", "W/\(tag)"] {
                #expect(try await koers.client.get(path, ["If-None-Match": header]).expect(304).etag == tag)
            }
            for header in ["\"99\"", "", "1", "\"\(tag)\""] {
                try await koers.client.get(path, ["If-None-Match": header]).expect(200)
            }
            #expect(try await koers.client.send("HEAD", path, fields: ["If-None-Match": tag]).status == 304)
        }
    }

    @Test("A list carries a weak tag of its content, which changes with it")
    func lists() async throws {
        let client = try Koers.current.client
        let target = "/v1/teams?policyField=Etag\(nextNumber())"
        let field = String(target.split(separator: "=")[1])
        let empty = try #require(try await client.get(target).expect(200).etag)
        #expect(empty.hasPrefix("W/\""))
        try await client.get(target, ["If-None-Match": empty]).expect(304)
        let team = try await client.make("teams", Body.team.with(["policyField": .string(field)]))
        let one = try #require(try await client.get(target, ["If-None-Match": empty]).expect(200).etag)
        // The tag of a whole list is of versions, that of chosen members of their bytes: both must notice.
        let named = "\(target)&fields=name"
        let names = try #require(try await client.get(named).expect(200).etag)
        try await client.patch(try team.location, ["name": "Anders"]).expect(200)
        #expect(try await client.get(target, ["If-None-Match": one]).expect(200).etag != one)
        #expect(try await client.get(named, ["If-None-Match": names]).expect(200).etag != names)
    }

    @Test("A page that looks the same and has more behind it has another tag when it counts, or tells of a next one")
    func behindThePage() async throws {
        let client = try Koers.current.client
        let field = "Achter\(nextNumber())"
        let first = Body.team.with(["policyField": .string(field), "name": "A"])
        _ = try await client.make("teams", first)
        let target = "/v1/teams?policyField=\(field)&sort=name&limit=1"
        let alone = try #require(try await client.get(target).expect(200).etag)
        let counted = try #require(try await client.get("\(target)&count=exact").expect(200).etag)
        _ = try await client.make("teams", first.with(["name": "B"]))
        #expect(try await client.get(target, ["If-None-Match": alone]).expect(200).etag != alone)
        let two = try #require(
            try await client.get("\(target)&count=exact", ["If-None-Match": counted]).expect(200).etag
        )
        _ = try await client.make("teams", first.with(["name": "C"]))
        #expect(try await client.get("\(target)&count=exact", ["If-None-Match": two]).expect(200).etag != two)
    }

    @Test("A picture of a record has no tag: fields, expand and asOf")
    func noTag() async throws {
        let koers = try Koers.current
        let programme = try await koers.client.makeProgramme()
        let path = "/v1/programmes/\(programme.text)"
        let now = koers.clock.now.rfc3339
        for query in ["fields=name", "expand=challenge", "asOf=\(now)", "fields=name&asOf=\(now)"] {
            let answer = try await koers.client.get("\(path)?\(query)", ["If-None-Match": "*"]).expect(200)
            #expect(answer.etag == nil, "\(query)")
        }
    }

    @Test("What is no list of tags matches nothing", arguments: [#""1"x"#, #""1", *"#, "1", #"*, "1""#, #""1"#])
    func malformedTags(header: String) async throws {
        let client = try Koers.current.client
        let team = try await client.make("teams", Body.team)
        try await client.patch(try team.location, ["name": "Anders"], ifMatch: header).expect(412)
    }

    @Test("A patch asks for the tag of the record as it is")
    func ifMatch() async throws {
        let client = try Koers.current.client
        let world = try await client.makeWorld()
        for path in world.paths {
            let member = path.contains("persons") ? "displayName" : "name"
            func patch(_ tag: String?) async throws -> Answer {
                try await client.patch(path, [(member): .string("Naam \(nextNumber())")], ifMatch: tag)
            }
            let now = try #require(try await client.get(path)["version"]?.integer)
            try await patch(nil).expect(428, "precondition-required")
            for tag in [
                "\"\(now + 1)\"", "W/\"\(now)\"", "\(now)", "\"0\(now)\"", "", "\"\(now)", "W/\"\(now)\", \"9\"",
            ] {
                try await patch(tag).expect(412, "precondition-failed")
            }
            #expect(try await patch("\"\(now)\"").expect(200).etag == "\"\(now + 1)\"")
            try await patch("\"\(now)\"").expect(412, "precondition-failed")
            #expect(try await patch("\"1\", \"\(now + 1)\"").expect(200).etag == "\"\(now + 2)\"")
            #expect(try await patch("*").expect(200).etag == "\"\(now + 3)\"")
        }
    }
}
