/// The words that koers adds to what the server says, in the reader's language.
struct Words: Sendable {
    let language: Language

    var reason: String { choose("Reden", "Reason") }
    var remedy: String { choose("Wat maakt het mogelijk", "What would make it possible") }
    var source: String { choose("Bron", "Source") }
    var about: String { choose("Betreft", "Concerns") }
    var allowedSteps: String { choose("Wel mogelijk vanaf hier", "Possible from here") }
    var requestID: String { choose("Verzoek", "Request") }
    var noResults: String { choose("Geen resultaten.", "No results.") }
    var allowed: String { choose("Toegestaan.", "Allowed.") }
    var notAllowed: String { choose("Niet toegestaan.", "Not allowed.") }
    var nothingChanged: String {
        choose("Proefrun: er is niets gewijzigd.", "Dry run: nothing was changed.")
    }
    var moreResults: String {
        choose("Er is meer; --all toont alles.", "There is more; --all shows everything.")
    }

    func total(_ count: Int64) -> String { choose("Totaal: \(count)", "Total: \(count)") }

    func advice(_ method: String) -> String { choose("Advies: \(method)", "Advice: \(method)") }

    func programmeAllowed(_ allowed: Bool) -> String {
        allowed
            ? choose("Een programma is mogelijk.", "A programme is possible.")
            : choose("Een programma is niet mogelijk.", "A programme is not possible.")
    }

    func sourceKind(_ kind: String) -> String {
        switch (kind, language) {
        case ("seed", .dutch): "uitgangspunt"
        case ("law", .dutch): "wet"
        case ("method", .dutch): "methode"
        case ("seed", .english): "principle"
        default: kind
        }
    }

    func loggedIn(organisation: String, profile: String) -> String {
        choose(
            "Aangemeld bij \(organisation) (profiel \(profile)).",
            "Logged in to \(organisation) (profile \(profile))."
        )
    }

    func loggedOut(profile: String) -> String {
        choose("Profiel \(profile) is verwijderd.", "Profile \(profile) is removed.")
    }

    var plainHTTP: String {
        choose(
            "Let op: deze verbinding is niet versleuteld; het token reist leesbaar.",
            "Note: this connection is not encrypted; the token travels in the clear."
        )
    }

    func unreachable(_ url: String, because failure: ConnectionFailure) -> String {
        choose(
            "\(url) is niet te bereiken (\(reason(failure))). Draait de server, en klopt het adres? Zie: koers profiles",
            "Cannot reach \(url) (\(reason(failure))). Is the server running, and is the address right? "
                + "See: koers profiles"
        )
    }

    private func reason(_ failure: ConnectionFailure) -> String {
        switch failure {
        case .refused: choose("verbinding geweigerd", "connection refused")
        case .timedOut: choose("geen antwoord binnen de tijd", "no answer in time")
        case .closed: choose("verbinding verbroken", "connection closed")
        case .hostNotFound: choose("onbekende hostnaam", "host name not found")
        case .noRoute: choose("geen route naar de server", "no route to the server")
        case .untrusted: choose("certificaat niet vertrouwd", "certificate not trusted")
        case .other(let text): text
        }
    }

    func notKoers(_ url: String, status: Int) -> String {
        choose(
            "Het antwoord van \(url) (status \(status)) komt niet van Koers. Klopt het adres?",
            "The answer of \(url) (status \(status)) does not come from Koers. Is the address right?"
        )
    }

    var brokeOff: String {
        choose(
            "Het antwoord brak af: wat er staat, is niet alles.",
            "The answer broke off: what was written is not all of it."
        )
    }

    var pagesInACircle: String {
        choose("De pagina's van de server lopen in een kring.", "The server's pages run in a circle.")
    }

    func retrying(in seconds: String) -> String {
        choose("Nog niet gelukt; nieuwe poging over \(seconds) s …", "Not done yet; trying again in \(seconds) s …")
    }

    /// - Parameter list: How many of what, such as `goals` says it.
    func reading(_ list: String, seconds: Int) -> String {
        choose("\(list) worden ingelezen … \(seconds) s", "\(list) are being imported … \(seconds) s")
    }

    func imported(_ list: String) -> String {
        choose("\(list) ingelezen.", "\(list) imported.")
    }

    func goals(_ count: Int) -> String { choose("\(count) doelen", "\(count) goals") }

    func budgetLines(_ count: Int) -> String { choose("\(count) budgetregels", "\(count) budget lines") }

    func row(_ number: Int, column: String) -> String {
        choose("rij \(number), kolom \(column)", "row \(number), column \(column)")
    }

    func fetched(_ count: Int) -> String { choose("\(count) opgehaald …", "\(count) fetched …") }

    func notFound(_ singular: String, dutch: String, _ word: String, _ listing: String) -> String {
        choose("Er is geen \(dutch) \(word). Zie: \(listing)", "There is no \(singular) \(word). See: \(listing)")
    }

    func noneYet(_ singular: String, dutch: String) -> String {
        choose("Er is nog geen \(dutch).", "There is no \(singular) yet.")
    }

    /// What a word fits that should fit one thing, on lines of their own.
    func ambiguous(_ word: String, _ candidates: [String]) -> String {
        let shown = candidates.prefix(10).map { "  " + TerminalText.line($0) + "\n" }.joined()
        let rest = candidates.count - 10
        let more = rest > 0 ? choose("  … en nog \(rest)\n", "  … and \(rest) more\n") : ""
        return choose(
            "Bij \(word) passen er meer. Geef de hele naam of het id:\n",
            "Several fit \(word). Give the whole name or the id:\n"
        ) + shown + more
    }

    var noProfiles: String {
        choose("Er zijn nog geen profielen.", "There are no profiles yet.")
    }

    var notLoggedIn: String {
        choose(
            "Niet aangemeld. Begin met: koers login --url URL --token TOKEN (of zet KOERS_URL en KOERS_TOKEN).",
            "Not logged in. Start with: koers login --url URL --token TOKEN (or set KOERS_URL and KOERS_TOKEN)."
        )
    }

    func noSuchProfile(_ name: String) -> String {
        choose("Profiel \(name) bestaat niet. Zie: koers profiles", "There is no profile \(name). See: koers profiles")
    }

    func tokenOfAnotherServer(_ stored: String, _ asked: String) -> String {
        choose(
            "KOERS_URL wijst naar \(asked), maar het bewaarde token hoort bij \(stored). Zet ook KOERS_TOKEN.",
            "KOERS_URL points to \(asked), but the stored token belongs to \(stored). Set KOERS_TOKEN as well."
        )
    }

    func choose(_ dutch: String, _ english: String) -> String {
        switch language {
        case .dutch: dutch
        case .english: english
        }
    }
}
