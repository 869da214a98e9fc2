import Foundation

/// The few elements of SVG 1.1 that the pictures are made of, as text.
struct SVG {
    private(set) var text = ""

    /// Rounded corners, a fill and a line around it.
    mutating func box(
        x: Double,
        y: Double,
        width: Double,
        height: Double,
        radius: Double = 0,
        fill: String,
        line: String? = nil,
        dashed: Bool = false
    ) {
        text += "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(width))\""
        text += " height=\"\(Self.number(height))\" rx=\"\(Self.number(radius))\" fill=\"\(fill)\""
        if let line { text += " stroke=\"\(line)\"" }
        if dashed { text += " stroke-dasharray=\"5 4\"" }
        text += "/>\n"
    }

    /// One line of text; `y` is where its letters stand.
    mutating func line(_ words: String, x: Double, y: Double, class name: String, anchor: String? = nil) {
        text += "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" class=\"\(name)\""
        if let anchor { text += " text-anchor=\"\(anchor)\"" }
        text += ">\(Self.escaped(words))</text>\n"
    }

    /// A line through points, such as the branch that leads to a goal.
    mutating func path(_ points: String, line: String) {
        text += "<path d=\"\(points)\" fill=\"none\" stroke=\"\(line)\"/>\n"
    }

    /// Lines through points with a fill, such as a mark or an arrow.
    mutating func shape(
        _ points: String,
        fill: String = "none",
        line: String,
        width: Double = 1.2,
        dashed: Bool = false
    ) {
        text += "<path d=\"\(points)\" fill=\"\(fill)\" stroke=\"\(line)\" stroke-width=\"\(Self.number(width))\""
        if dashed { text += " stroke-dasharray=\"3 4\"" }
        text += "/>\n"
    }

    mutating func circle(
        x: Double,
        y: Double,
        radius: Double,
        fill: String,
        line: String? = nil,
        dashed: Bool = false
    ) {
        text += "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"\(Self.number(radius))\""
        text += " fill=\"\(fill)\""
        if let line { text += " stroke=\"\(line)\"" }
        if dashed { text += " stroke-dasharray=\"3 3\"" }
        text += "/>\n"
    }

    /// What another drawing shows, moved.
    mutating func place(_ drawing: SVG, x: Double, y: Double) {
        text += "<g transform=\"translate(\(Self.number(x)) \(Self.number(y)))\">\n\(drawing.text)</g>\n"
    }

    /// A whole picture.
    ///
    /// - Parameters:
    ///   - title: Its name, also for those who do not see it.
    ///   - description: What it shows, in words.
    static func document(
        width: Double,
        height: Double,
        language: String,
        title: String,
        description: String,
        style: String,
        _ drawing: SVG
    ) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="\(number(width))" height="\(number(height))" \
        viewBox="0 0 \(number(width)) \(number(height))" lang="\(language)" role="img" \
        aria-labelledby="title description">
        <title id="title">\(escaped(title))</title>
        <desc id="description">\(escaped(description))</desc>
        <style>\(style)</style>
        <rect width="100%" height="100%" fill="#ffffff"/>
        \(drawing.text)</svg>

        """
    }

    /// At most one decimal, and a point whatever the locale.
    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
    }

    /// Text as XML 1.0 takes it; what no document may hold becomes a replacement character.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n", "\r": result += " "
            case "\u{00}"..<"\u{20}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
