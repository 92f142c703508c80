import Testing
import TriageTestSupport

extension Trait where Self == ConditionTrait {
    /// Skips the tests, with a message, where the real inputs are absent: the project must pass its tests alone.
    static var needsSharedSamples: Self {
        .enabled(if: SharedSamples.arePresent, Comment(rawValue: SharedSamples.absence))
    }
}
