import Foundation

/// A rectangle in a picture.
struct Area: Hashable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    func intersects(_ other: Area) -> Bool {
        x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height
    }

    func contains(_ other: Area) -> Bool {
        other.x >= x && other.y >= y && other.x + other.width <= x + width && other.y + other.height <= y + height
    }

    /// The point of it that is nearest to another point.
    func nearest(to point: (x: Double, y: Double)) -> (x: Double, y: Double) {
        (min(max(point.x, x), x + width), min(max(point.y, y), y + height))
    }
}

/// Finds room for labels around the points that they belong to, so that none stands on another.
///
/// Each label tries places in rings of growing size around its point; the first that is free of labels, and if possible of
/// points, is taken. What was taken stays, so the outcome depends on the order alone.
struct LabelPlacement {
    private let plot: Area
    private let points: [Area]
    private(set) var taken: [Area]

    /// - Parameters:
    ///   - plot: What no label leaves.
    ///   - points: The marks, which labels rather do not cover.
    ///   - taken: Where labels stand already.
    init(within plot: Area, around points: [Area], taken: [Area]) {
        self.plot = plot
        self.points = points
        self.taken = taken
    }

    /// Room for a label of a size, as near to a point as there is; `nil` when there is none.
    mutating func place(width: Double, height: Double, near point: (x: Double, y: Double), apart: Double) -> Area? {
        for avoidsPoints in [true, false] {
            for ring in 0..<Self.rings {
                for angle in 0..<Self.angles {
                    let area = candidate(width, height, point, apart + Double(ring) * Self.step, angle)
                    guard plot.contains(area), !taken.contains(where: area.intersects) else { continue }
                    if avoidsPoints, points.contains(where: area.intersects) { continue }
                    taken.append(area)
                    return area
                }
            }
        }
        return nil
    }

    private static let rings = 90
    private static let angles = 16
    private static let step = 8.0

    /// The label whose nearest edge lies on a ring around the point, to the right first.
    private func candidate(
        _ width: Double,
        _ height: Double,
        _ point: (x: Double, y: Double),
        _ distance: Double,
        _ angle: Int
    ) -> Area {
        let turn = Double(angle) * 2 * Double.pi / Double(Self.angles)
        let (across, down) = (cos(turn), sin(turn))
        let x = point.x + across * distance + (across - 1) / 2 * width
        let y = point.y + down * distance + (down - 1) / 2 * height
        return Area(x: x, y: y, width: width, height: height)
    }
}
