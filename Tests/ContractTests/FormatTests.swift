import Contract
import Testing

@Suite("Formats of strings")
struct FormatTests {
    @Test(
        "What a format admits",
        arguments: [
            (.uuid, "0190a0b0-1234-7abc-8def-0123456789ab"), (.uuid, "0190A0B0-1234-7ABC-8DEF-0123456789AB"),
            (.date, "2024-02-29"), (.date, "2000-02-29"), (.date, "0001-01-01"), (.date, "9999-12-31"),
            (.dateTime, "2026-11-21T22:16:00Z"), (.dateTime, "2026-11-21T22:16:00.123456789+01:00"),
            (.dateTime, "0001-01-01T00:00:00Z"), (.dateTime, "9999-12-31T23:59:59.999Z"),
            (.dateTime, "2026-11-21T00:00:00-12:30"),
            (.uri, "https://example.org/a?b=c#d"), (.uri, "urn:uuid:1"), (.uri, "https://example.org/%C3%A9"),
            (.uriReference, "/v1/problems/not-found"), (.uriReference, ""),
            (.email, "a.b@example.org"), (.byte, "YQ=="), (.byte, ""), (.decimal, "0"), (.decimal, "-12.50"),
        ] as [(Contract.Schema.Format, String)]
    )
    func admits(format: Contract.Schema.Format, text: String) {
        #expect(format.admits(text))
    }

    @Test(
        "What a format refuses",
        arguments: [
            (.uuid, ""), (.uuid, "0190a0b012347abc8def0123456789ab"), (.uuid, "0190a0b0-1234-7abc-8def-0123456789ag"),
            (.uuid, "{190a0b0-1234-7abc-8def-0123456789ab"), (.uuid, "0190a0b0-1234-7abc-8def-0123456789ab "),
            (.date, "2026-02-29"), (.date, "1900-02-29"), (.date, "2026-04-31"), (.date, "2026-13-01"),
            (.date, "2026-00-10"), (.date, "2026-01-00"), (.date, "0000-01-01"), (.date, "10000-01-01"),
            (.date, "2026-1-1"), (.date, "20260101"), (.date, "2026-01-01T00:00:00Z"), (.date, " 2026-01-01"),
            (.date, "-026-01-01"), (.date, "٢٠٢٦-01-01"), (.date, ""),
            (.dateTime, "2026-11-21t22:16:00Z"), (.dateTime, "2026-11-21T22:16:00z"),
            (.dateTime, "2026-11-21 22:16:00Z"),
            (.dateTime, "2026-11-21T22:16:00"), (.dateTime, "2026-11-21T22:16Z"), (.dateTime, "2026-11-21T24:00:00Z"),
            (.dateTime, "2026-11-21T22:60:00Z"), (.dateTime, "2026-11-21T23:59:60Z"),
            (.dateTime, "2026-02-30T00:00:00Z"),
            (.dateTime, "2026-11-21T22:16:00.Z"), (.dateTime, "2026-11-21T22:16:00+24:00"),
            (.dateTime, "2026-11-21T22:16:00+0100"), (.dateTime, "2026-11-21T22:16:00+01:60"),
            (.dateTime, "0001-01-01T00:00:00+00:01"), (.dateTime, "9999-12-31T23:59:59-00:01"),
            (.dateTime, "2026-11-21T22:16:00ZZ"),
            (.uri, "example.org"), (.uri, "1a:b"), (.uri, "https:"), (.uri, "https://a b"), (.uri, "https://a/%zz"),
            (.uri, "https://é"), (.email, "a"), (.email, "@b"), (.email, "a@"), (.email, "a@b@c"), (.email, "a b@c"),
            (.byte, "YQ="), (.byte, "Y==="), (.byte, "Y-=="), (.decimal, "1."), (.decimal, ".5"), (.decimal, "01"),
            (.decimal, "1e3"), (.decimal, "+1"), (.decimal, ""), (.decimal, "-"), (.decimal, "1.2.3"),
        ] as [(Contract.Schema.Format, String)]
    )
    func refuses(format: Contract.Schema.Format, text: String) {
        #expect(!format.admits(text))
    }
}
