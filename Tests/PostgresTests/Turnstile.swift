/// Lets a few tests at a time use the server, however many run side by side.
actor Turnstile {
    static let clients = Turnstile(places: 8)

    private var free: Int
    private var line: [CheckedContinuation<Void, Never>] = []

    init(places: Int) {
        free = places
    }

    func enter() async {
        guard free == 0 else {
            free -= 1
            return
        }
        await withCheckedContinuation { line.append($0) }
    }

    func leave() {
        if line.isEmpty { free += 1 } else { line.removeFirst().resume() }
    }
}
