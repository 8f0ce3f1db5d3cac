/// One figure beside its budget and beside what the machine itself can do.
struct BenchRow {
    let what: String
    let figure: String
    let budget: String
    let reference: String
    /// `nil` where there is nothing to compare.
    let holds: Bool?

    static let heading = BenchRow(
        what: "what", figure: "measured", budget: "budget", reference: "reference", holds: nil)

    var line: String {
        let mark =
            switch holds {
            case true?: "  holds"
            case false?: "  MISSED"
            case nil: ""
            }
        return what.filled(to: 58) + figure.filled(to: 24) + budget.filled(to: 30) + reference.filled(to: 34) + mark
    }
}

extension String {
    fileprivate func filled(to width: Int) -> String {
        count >= width ? self + " " : self + String(repeating: " ", count: width - count)
    }
}

/// Durations of many repetitions of one thing, in milliseconds.
struct Laps {
    private var milliseconds: [Double] = []

    mutating func add(_ duration: Duration) {
        milliseconds.append(duration.milliseconds)
    }

    /// The value that a share of the laps does not exceed.
    func quantile(_ share: Double) -> Double {
        let sorted = milliseconds.sorted()
        guard !sorted.isEmpty else { return 0 }
        return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }
}

extension Duration {
    var milliseconds: Double {
        Double(components.seconds) * 1_000 + Double(components.attoseconds) / 1e15
    }

    var seconds: Double { milliseconds / 1_000 }
}

extension Double {
    /// Three figures that mean something.
    var short: String {
        let digits = self >= 100 ? 0 : self >= 10 ? 1 : 2
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let scaled = Int((self * scale).rounded())
        let whole = scaled / Int(scale)
        let rest = String(scaled % Int(scale))
        return digits == 0 ? String(whole) : "\(whole).\(String(repeating: "0", count: digits - rest.count))\(rest)"
    }
}
