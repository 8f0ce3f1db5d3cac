/// Something for each of the records of a kind, in the order of their numbers.
///
/// A copy shares its pages with the original until one of them is changed; so a change costs one page, however many there are.
struct Numbered<Element> {
    private(set) var count = 0
    /// In order of their numbers; none is empty. Where numbers have no large gaps, a page lies at the place of its number.
    fileprivate var pages: [Page] = []

    fileprivate struct Page {
        static var size: Int { 64 }
        let number: Int
        var count = 0
        var elements: [Element?] = Array(repeating: nil, count: Page.size)

        init(_ number: Int) { self.number = number }
    }

    subscript(number: Int) -> Element? {
        get {
            let (place, isThere) = place(ofPage: number / Page.size)
            return isThere ? pages[place].elements[number % Page.size] : nil
        }
        set {
            let page = number / Page.size
            let (place, isThere) = place(ofPage: page)
            if !isThere {
                if newValue == nil { return }
                pages.insert(Page(page), at: place)
            }
            replace(pages[place].elements[number % Page.size] != nil, newValue, number, onPage: place)
        }
    }

    /// Changes what is there, or `nothing` where there is nothing yet, in its place.
    mutating func update(_ number: Int, from nothing: @autoclosure () -> Element, _ change: (inout Element) -> Void) {
        if self[number] == nil { self[number] = nothing() }
        let (place, _) = place(ofPage: number / Page.size)
        if pages[place].elements[number % Page.size] != nil {
            change(&pages[place].elements[number % Page.size]!)
        }
    }

    private mutating func replace(_ wasThere: Bool, _ element: Element?, _ number: Int, onPage place: Int) {
        let more = (element == nil ? 0 : 1) - (wasThere ? 1 : 0)
        count += more
        pages[place].count += more
        pages[place].elements[number % Page.size] = element
        if pages[place].count == 0 { pages.remove(at: place) }
    }

    /// Where a page is, or would be.
    private func place(ofPage number: Int) -> (place: Int, isThere: Bool) {
        if number < pages.count, pages[number].number == number { return (number, true) }
        var low = 0
        var high = min(number, pages.count)
        while low < high {
            let middle = (low + high) / 2
            if pages[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return (low, low < pages.count && pages[low].number == number)
    }

    /// All there are, in the order of their numbers.
    var elements: [Element] {
        var all: [Element] = []
        all.reserveCapacity(count)
        each { all.append($0) }
        return all
    }

    /// Looks at all there are, in the order of their numbers.
    func each(_ look: (Element) -> Void) {
        for page in pages {
            for element in page.elements { if let element { look(element) } }
        }
    }
}

extension Numbered: Sendable where Element: Sendable {}
extension Numbered.Page: Sendable where Element: Sendable {}
