import Foundation

/// Switches of the test run.
public enum Environment {
    /// `KBTRIAGE_ALL_DRESSES`: every sample in every dress at every width, not one dress a width. Takes minutes.
    public static var wantsAllDresses: Bool { isSet("KBTRIAGE_ALL_DRESSES") }

    /// `KBTRIAGE_UPDATE_GOLDEN`: what the program prints now becomes what it must print; the test that did so fails.
    public static var updatesGolden: Bool { isSet("KBTRIAGE_UPDATE_GOLDEN") }

    private static func isSet(_ name: String) -> Bool {
        !(ProcessInfo.processInfo.environment[name] ?? "").isEmpty
    }
}
