extension Contract.Operation {
    /// The declared content that a `Content-Type` selects; `nil` is answered with 415.
    ///
    /// Parameters are allowed, but a `charset` other than UTF-8 is not.
    package func requestContent(contentType: String?) -> Contract.Content? {
        guard let contentType, let mediaType = MediaType(contentType) else { return nil }
        if let charset = mediaType.parameters["charset"]?.lowercased(), charset != "utf-8" { return nil }
        return requestBody?.content.first { $0.mediaType.isSame(as: mediaType) }
    }

    /// The media type that a successful answer takes; `nil` is answered with 406.
    ///
    /// Judged are the types of the operation's successful responses. Problems are not negotiated: they are always
    /// `application/problem+json`, which is also the answer for an operation whose success has no content.
    package func negotiate(accept: String?) -> MediaType? {
        guard let first = producedMediaTypes.first else { return .problem }
        guard let accept, accept.utf8.contains(where: { $0 != UInt8(ascii: " ") }) else { return first }
        let ranges = accept.split(separator: ",").compactMap { AcceptedRange($0) }
        var best: (mediaType: MediaType, quality: Int)?
        for mediaType in producedMediaTypes {
            let quality =
                ranges.filter { $0.range.includes(mediaType) }.max { $0.precedence < $1.precedence }?.quality ?? 0
            if quality > best?.quality ?? 0 { best = (mediaType, quality) }
        }
        return best?.mediaType
    }
}

/// One element of `Accept` (RFC 9110, 12.5.1).
private struct AcceptedRange {
    let range: MediaType

    /// The weight in thousandths; 0 refuses.
    let quality: Int

    init?(_ element: Substring) {
        guard let range = MediaType(element) else { return nil }
        self.range = range
        guard let quality = Self.thousandths(range.parameters["q"] ?? "1") else { return nil }
        self.quality = quality
    }

    /// Reads a `qvalue` of RFC 9110 (12.4.2): 0 to 1 with at most three decimals.
    private static func thousandths(_ weight: String) -> Int? {
        let digits = weight.utf8.filter { $0 != UInt8(ascii: ".") }.map { Int($0) - Int(UInt8(ascii: "0")) }
        guard (1...4).contains(digits.count), digits.allSatisfy((0...9).contains),
            weight.utf8.count == 1 || weight.utf8.dropFirst().first == UInt8(ascii: "."),
            weight.utf8.count <= digits.count + 1
        else { return nil }
        let value = (digits + [0, 0, 0]).prefix(4).reduce(0) { $0 * 10 + $1 }
        return value <= 1000 ? value : nil
    }

    /// The more specific range decides over the wider one.
    var precedence: Int {
        if range.type == "*" { return 0 }
        return range.isRange ? 1 : 2
    }
}
