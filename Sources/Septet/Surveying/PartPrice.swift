/// What one part costs at least and at most, in whole units of the caller's choice.
package struct PartPrice: Sendable, Hashable {
    /// The least.
    package var least: Int
    /// The most.
    package var most: Int

    /// Makes a price; nothing when nothing is given.
    package init(least: Int = 0, most: Int = 0) {
        self.least = least
        self.most = most
    }

    /// The price of several parts; wraps beyond 63 bits.
    package static func * (price: Self, count: Int) -> Self {
        Self(least: price.least &* count, most: price.most &* count)
    }

    /// Adds a price; wraps beyond 63 bits.
    package static func += (sum: inout Self, price: Self) {
        sum.least &+= price.least
        sum.most &+= price.most
    }
}
