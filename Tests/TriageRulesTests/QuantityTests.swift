import Testing
import TriageRules

struct QuantityTests {
    @Test(arguments: [
        ("10240", 10_240, Quantity.Dimension.plain), ("10 KB", 10_240, .bytes), ("10KB", 10_240, .bytes),
        ("4 MB", 4_194_304, .bytes), ("1 GB", 1_073_741_824, .bytes), ("500 B", 500, .bytes),
        ("24 h", 86_400, .seconds),
        ("30 min", 1800, .seconds), ("3 d", 259_200, .seconds), ("45 s", 45, .seconds), ("0", 0, .plain),
        ("9223372036854775807", Int64.max, .plain),
    ])
    func readsNumbersWithUnits(text: String, amount: Int64, dimension: Quantity.Dimension) {
        let quantity = Quantity(text)
        #expect(quantity?.amount == amount)
        #expect(quantity?.dimension == dimension)
    }

    @Test(arguments: [
        "", "KB", "-1", "1.5 KB", "10 kb", "10 KB ", " 10", "10 TB", "9223372036854775808", "9223372036854775807 KB",
        "١٠", "10 ",
    ])
    func readsNothingElse(text: String) {
        #expect(Quantity(text) == nil)
    }
}
