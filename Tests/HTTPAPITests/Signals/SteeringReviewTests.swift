import Contract
import Domain
import Foundation
import Testing

@Suite("A steering review is signed, and of a day that has begun", .koers)
struct SteeringReviewTests {
    @Test("Whoever reviews signs, and whoever judges otherwise later signs for that")
    func signatures() async throws {
        let koers = try Koers.current
        let client = koers.client
        let nobody = koers.caller(koers.home.firstToken)
        let programme = try await client.makeProgramme()
        let collection = "/v1/" + client.collection("steering-reviews", of: programme)
        try await nobody.post(collection, Body.steeringReview).expect(403, "no-authority")
        let named = Body.steeringReview.with(["reviewedById": .string(try client.person.text)])
        #expect(try await client.post(collection, named).expect(400).errors == ["/reviewedById read_only"])
        let review = try await client.post(collection, Body.steeringReview).expect(201)
        let path = try review.location
        #expect(review["reviewedById"] == .string(try client.person.text))
        try await nobody.patch(path, ["pace": 1]).expect(403, "no-authority")
        let linked = try await nobody.patch(path, ["externalIds": ["dms": .string("R-\(nextNumber())")]]).expect(200)
        #expect(linked["reviewedById"] == review["reviewedById"])
        let same = try await koers.sponsor.patch(path, ["pace": 3]).expect(200)
        #expect(same["reviewedById"] == review["reviewedById"] && same["version"] == 2)
        let other = try await koers.sponsor.patch(path, ["pace": 1, "note": "Traag"]).expect(200)
        #expect(other["reviewedById"] == .string(try koers.home.sponsor.required.text))
        #expect(try await client.get("\(collection)?reviewedById=\(try client.person.text)").results.isEmpty)
        let asOf = try await client.get("\(path)?asOf=\(linked["updatedAt"]?.string ?? "")").expect(200)
        #expect(asOf["reviewedById"] == review["reviewedById"] && asOf["pace"] == 3)
        let types = try await client.journal("&subject=\(encoded(path))").map { $0["type"] }.filter {
            $0 != "steering_review.refused"
        }
        #expect(types == ["steering_review.created", "steering_review.updated", "steering_review.updated"])
    }

    @Test(
        "The day may be today in Amsterdam and none that is still to come",
        arguments: [
            ("2027-02-28T22:59:59Z", "2027-02-28", "2027-03-01"), ("2027-02-28T23:00:00Z", "2027-03-01", "2027-03-02"),
            ("2028-02-28T23:30:00Z", "2028-02-29", "2028-03-01"), ("2026-12-31T22:59:59Z", "2026-12-31", "2027-01-01"),
            ("2026-03-28T22:59:59Z", "2026-03-28", "2026-03-29"), ("2026-03-29T22:00:00Z", "2026-03-30", "2026-03-31"),
            ("2026-10-24T22:00:00Z", "2026-10-25", "2026-10-26"), ("2026-10-25T22:59:59Z", "2026-10-25", "2026-10-26"),
        ]
    )
    func day(moment: String, today: String, tomorrow: String) async throws {
        try await Koers.lease { koers in
            let client = koers.client
            let programme = try await client.makeProgramme()
            let collection = "/v1/" + client.collection("steering-reviews", of: programme)
            try koers.clock.set(to: moment)
            let early = Body.steeringReview.with(["reviewedDate": .string(tomorrow)])
            #expect(try await client.post(collection, early).expect(400).errors == ["/reviewedDate maximum"])
            try koers.clock.set(to: moment)
            let body = Body.steeringReview.with(["reviewedDate": .string(today)])
            let path = try await client.post(collection, body).expect(201).location
            try koers.clock.set(to: moment)
            let moved = try await client.patch(path, ["reviewedDate": .string(tomorrow)]).expect(400)
            #expect(moved.errors == ["/reviewedDate maximum"])
        }
    }

    @Test("Each score is from one to five, and none is missing")
    func scores() async throws {
        let client = try Koers.current.client
        let programme = try await client.makeProgramme()
        let collection = "/v1/" + client.collection("steering-reviews", of: programme)
        for member in ["pace", "feasibility", "efficiency", "flexibility", "goalOrientation"] {
            let missing = try await client.post(collection, Body.steeringReview.without(member)).expect(400)
            #expect(missing.errors == ["/\(member) required"])
            for value in [0, 6] as [JSON] {
                try await client.post(collection, Body.steeringReview.with([(member): value])).expect(400)
            }
            for value in [1, 5] as [JSON] {
                try await client.post(collection, Body.steeringReview.with([(member): value])).expect(201)
            }
        }
        let listed = try await client.get(
            "\(collection)?sort=-reviewedDate&reviewedDateFrom=2026-01-15&reviewedDateUntil=2026-01-15&count=exact"
        ).expect(200)
        #expect(listed["totalCount"] == 10)
    }
}
