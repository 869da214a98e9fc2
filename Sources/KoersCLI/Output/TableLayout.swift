/// Which columns of a table stand side by side, how wide, and which stand below their row.
struct TableLayout {
    private(set) var shown: [Int]
    private(set) var below: [Int] = []
    private(set) var widths: [Int]

    static let gap = 2
    /// A text column is never made narrower than this or its title, and not than its longest word, if that can be.
    private static let narrowest = 10
    private static let longWord = 24

    /// Everything side by side.
    init(_ columns: [Table.Column], _ cells: [[String]]) {
        shown = Array(columns.indices)
        widths = columns.indices.map { index in
            (cells.map { DisplayWidth.of($0[index]) } + [DisplayWidth.of(columns[index].title)]).max() ?? 0
        }
    }

    /// What fits the width: what can be missed is left out, then remarks go below, then texts are made narrower.
    ///
    /// - Returns: `nil` when the columns do not fit at all.
    init?(_ columns: [Table.Column], _ cells: [[String]], fitting width: Int) {
        self.init(columns, cells)
        for index in columns.indices.reversed() where total > width && shown.count > 1 {
            let isEmpty = cells.allSatisfy { $0[index].isEmpty }
            if columns[index].isExpendable || isEmpty { shown.removeAll { $0 == index } }
        }
        for index in shown.reversed() where total > width && shown.count > 1 && columns[index].isRemark {
            shown.removeAll { $0 == index }
            below.insert(index, at: 0)
        }
        let natural = widths
        for longest in [Self.longWord, 0] {
            widths = natural
            if shrink(to: width, columns, least: Self.least(columns, cells, longest)) { return }
        }
        return nil
    }

    private var total: Int { shown.map { widths[$0] }.reduce(0, +) + Self.gap * max(0, shown.count - 1) }

    /// Makes the widest texts narrower until everything fits; whether it did.
    private mutating func shrink(to width: Int, _ columns: [Table.Column], least: [Int]) -> Bool {
        while total > width {
            let shrinkable = shown.filter { !columns[$0].keepsWhole && widths[$0] > least[$0] }
            guard let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { return false }
            widths[widest] -= 1
        }
        return true
    }

    private static func least(_ columns: [Table.Column], _ cells: [[String]], _ longest: Int) -> [Int] {
        columns.indices.map { index in
            let words = cells.flatMap { $0[index].split(separator: " ") }.map { DisplayWidth.of(String($0)) }
            let word = words.filter { $0 <= longest }.max() ?? 0
            return max(narrowest, word, DisplayWidth.of(columns[index].title))
        }
    }
}
