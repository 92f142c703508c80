import Foundation

/// Switches of the test run.
public enum Environment {
    /// `KBTRIAGE_ALL_DRESSES`: every sample in every dress at every width, not one dress a width. Takes minutes.
    public static var wantsAllDresses: Bool { isSet("KBTRIAGE_ALL_DRESSES") }

    private static func isSet(_ name: String) -> Bool {
        !(ProcessInfo.processInfo.environment[name] ?? "").isEmpty
    }
}
