import Contract

/// One programme with a vision and two stakeholders, as a server would tell of them.
enum Course {
    static let programme = Examples.programmeID
    static let vision = "019dc0f4-31c8-7a02-8f0e-6d1f0a7c5512"
    static let oeverwijs = "019dc0f1-8a10-7d21-9b53-1f6a2c9be011"
    static let linde = "019dc0f1-8a10-7d21-9b53-1f6a2c9be012"

    static func programmes() throws -> String { Examples.page([try Examples.answer("getProgramme")]) }

    static func visions(_ visions: (number: Int64, status: String)...) throws -> String {
        Examples.page(
            try visions.map { vision in
                try Examples.answer(
                    "getVision",
                    changing: [
                        "id": .string(id(ofVision: vision.number)), "number": .number(NumberText(vision.number)),
                        "status": .string(vision.status),
                    ]
                )
            }
        )
    }

    static func id(ofVision number: Int64) -> String { "019dc0f4-31c8-7a02-8f0e-6d1f0a7c550\(number)" }

    static func stakeholders() throws -> String {
        Examples.page([
            try Examples.answer(
                "getStakeholder",
                changing: ["id": .string(oeverwijs), "name": "Schoolbestuur Oeverwijs"]
            ),
            try Examples.answer("getStakeholder", changing: ["id": .string(linde), "name": "Huisartsen De Linde"]),
        ])
    }
}
