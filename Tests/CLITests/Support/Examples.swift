import Contract
import Testing

/// Answers as the contract's own examples give them.
enum Examples {
    static let programmeID = "019dab5a-11e0-7a77-8b67-9fbedcd58a07"

    /// The first example of a successful answer of the operation, changed where a test needs it.
    static func answer(_ operation: String, status: Int = 200, changing: [String: JSON] = [:]) throws -> String {
        let response = try #require(try Contract.embedded().operation(operation)?.response(status: status))
        let example = try #require(response.content.first?.examples.first?.value.object)
        var object = example
        for (name, value) in changing { object[name] = value }
        return JSON.object(object).text
    }

    static func page(_ rows: [String], next: String? = nil) -> String {
        #"{"results": [\#(rows.joined(separator: ", "))]\#(next.map { #", "next": "\#($0)""# } ?? "")}"#
    }

    static let refusal = """
        {
          "type": "/v1/problems/governance-refused",
          "title": "Het programma mag deze stap niet zetten",
          "status": 409,
          "detail": "Twee regels verbieden de stap naar formation.",
          "instance": "urn:uuid:019dada5-70f7-7b88-9c78-a0cfede69b08",
          "blockers": [
            {
              "rule": "MTH-01",
              "title": "Alleen een opgave die een programma nodig heeft, wordt een programma.",
              "status": "breached",
              "reason": "De opgave is voorspelbaar (95, drempel 80) en heeft maar één sturende partij.",
              "source": {"citation": "sturingsverantwoordelijkheden bij meerdere belanghebbenden", "kind": "seed"},
              "subjects": [{"type": "challenge", "id": "019cf616-9100-7f66-9a56-8eadcbc47f08",
                            "name": "Afhandeling parkeervergunningen"}],
              "remedy": "Werk de opgave als routine uit."
            },
            {
              "rule": "STA-04",
              "title": "Een programma start met een opdracht en twee verschillende opdrachtgevers.",
              "status": "breached",
              "reason": "De opdracht is leeg.",
              "source": {"citation": "Gemeentewet 189", "kind": "law"},
              "subjects": [],
              "remedy": "De programmamanager vult de opdracht in."
            }
          ]
        }
        """

    static let readiness = """
        {
          "from": "formation", "to": "execution", "allowed": false,
          "findings": [
            {"rule": "STA-01", "title": "Every team pledges hours.", "status": "met", "reason": "Six teams pledged.",
             "source": {"citation": "inzet", "kind": "seed"}, "subjects": [], "remedy": null},
            {"rule": "STA-04", "title": "Two sponsors.", "status": "breached", "reason": "There is one.",
             "source": {"citation": "positie", "kind": "seed"}, "subjects": [], "remedy": "Appoint the other."}
          ]
        }
        """

    static func problem(_ slug: String, _ status: Int) -> String {
        """
        {"type": "/v1/problems/\(slug)", "title": "Title of \(slug)", "status": \(status), "detail": "What happened.",
         "instance": "urn:uuid:019dada5-70f7-7b88-9c78-a0cfede69b08"}
        """
    }
}
