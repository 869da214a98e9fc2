/// Guesses what was meant by a word that nobody knows.
enum Suggestion {
    /// The candidate that begins so, else the one that differs least, when that is little enough to be a slip.
    static func nearest(to word: String, among candidates: [String]) -> String? {
        if word.count > 2, let whole = candidates.first(where: { $0.hasPrefix(word) }) { return whole }
        let near = candidates.map { (candidate: $0, distance: distance(word, $0)) }
            .filter { $0.distance <= max(2, word.count / 3) }
        return near.min { $0.distance < $1.distance }?.candidate
    }

    /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
    static func distance(_ first: String, _ second: String) -> Int {
        let first = Array(first)
        let second = Array(second)
        var beforePrevious: [Int] = []
        var previous = Array(0...second.count)
        for i in first.indices {
            var current = [i + 1]
            for j in second.indices {
                let substitution = previous[j] + (first[i] == second[j] ? 0 : 1)
                var best = min(substitution, previous[j + 1] + 1, current[j] + 1)
                if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
                    best = min(best, beforePrevious[j - 1] + 1)
                }
                current.append(best)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[second.count]
    }
}
