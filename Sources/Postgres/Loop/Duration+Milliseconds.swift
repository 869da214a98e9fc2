extension Duration {
    /// As poll and epoll want it: rounded up, so that a wait never ends just before its deadline; at most a day.
    var wholeMilliseconds: Int32 {
        let (seconds, attoseconds) = components
        guard seconds < 86_400 else { return 86_400_000 }
        let milliseconds = seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return Int32(max(0, milliseconds))
    }
}
