import Domain
import Foundation
import Testing

@Suite struct `The statuses of a vision` {
    @Test func `follow each other as the golden table says`() throws {
        try expectGolden("vision-statuses.txt", VisionStatus.self) { $0.successors }
    }

    @Test func `never lead to superseded by a person's step`() {
        #expect(!VisionStatus.allCases.contains { $0.successors.contains(.superseded) })
        #expect(VisionStatus.allCases.filter { $0.successors.isEmpty } == [.adopted, .superseded])
    }

    @Test func `take stances only while support is sought or the vision is adopted`() {
        #expect(VisionStatus.allCases.filter(\.takesStances) == [.seekingSupport, .adopted])
    }
}

@Suite struct `The words of the vision` {
    @Test func `name every case in both languages`() {
        let titles: [[LocalizedText]] = [
            VisionStatus.allCases.map(\.title), StakeholderCategory.allCases.map(\.title), Stance.allCases.map(\.title),
            SupportStatus.allCases.map(\.title),
        ]
        for titles in titles {
            #expect(titles.allSatisfy { !$0.nl.isEmpty && !$0.en.isEmpty })
            #expect(Set(titles.map(\.nl)).count == titles.count)
            #expect(Set(titles.map(\.en)).count == titles.count)
        }
    }

    @Test func `are written as the contract has them`() {
        #expect(VisionStatus.allCases.map(\.rawValue) == ["draft", "seeking_support", "adopted", "superseded"])
        #expect(
            StakeholderCategory.allCases.map(\.rawValue) == ["executive", "director", "social_partner", "residents"]
        )
        #expect(Stance.allCases.map(\.rawValue) == ["endorsed", "reservation", "refused", "withdrawn"])
        #expect(SupportStatus.allCases.map(\.rawValue) == ["none", "carried", "eroded"])
    }
}
