import Foundation
import Testing

@testable import TriageBatch

struct ParallelMapTests {
    @Test(arguments: [0, 1, 2, 40]) func keepsTheOrder(count: Int) {
        let results = ParallelMap.map(Array(0..<count)) { number -> Int in
            usleep(UInt32((number * 7919) % 1500))
            return number * number
        }
        #expect(results == (0..<count).map { $0 * $0 })
    }
}
