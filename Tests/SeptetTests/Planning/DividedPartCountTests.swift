import Septet
import Testing

/// The count of those who divide the units by what one part holds, without cutting the text.
@Suite struct DividedPartCountTests {
    @Test(arguments: [(0, 1), (160, 1), (161, 2), (306, 2), (307, 3), (459, 3), (460, 4)])
    func septets(unitCount: Int, partCount: Int) throws {
        let plan = try MessagePlan(String(repeating: "a", count: unitCount))
        #expect(plan.dividedPartCount == partCount)
    }

    @Test(arguments: [(70, 1), (71, 2), (134, 2), (135, 3)])
    func units(unitCount: Int, partCount: Int) throws {
        let plan = try MessagePlan(String(repeating: "ж", count: unitCount))
        #expect(plan.dividedPartCount == partCount)
    }

    /// A pair that has no room at a border takes a part that the division does not see.
    @Test func pairsOnBordersAreNotSeen() throws {
        let text = String(repeating: "a", count: 152) + "€" + String(repeating: "a", count: 152)
        let plan = try MessagePlan(text)
        #expect(plan.unitCount == 306)
        #expect(plan.partCount == 3)
        #expect(plan.dividedPartCount == 2)
    }
}
