/// One line on standard error that says how far long work is, and is gone when the work is done.
///
/// Where it would be in the way, in a file or beside a pager, there is none.
struct Progress {
    let words: Words
    private var isShown = false

    init(words: Words) { self.words = words }

    mutating func show(_ count: Int) { show(words.fetched(count)) }

    mutating func show(_ sentence: String) {
        guard Console.current.showsProgress else { return }
        isShown = true
        Console.current.warn("\r" + sentence + Self.toEndOfLine)
    }

    func clear() {
        guard isShown else { return }
        Console.current.warn("\r" + Self.toEndOfLine)
    }

    private static let toEndOfLine = "\u{1B}[K"
}
