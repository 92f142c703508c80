/// Keys of one kind. Nearly always there is none or one, which then costs no memory of its own.
enum KeyList: RandomAccessCollection, Equatable, ExpressibleByArrayLiteral {
    case none
    case one(String)
    /// Two and more.
    case many([String])

    init(arrayLiteral elements: String...) {
        self = .none
        for element in elements { append(element) }
    }

    var startIndex: Int { 0 }

    var endIndex: Int {
        switch self {
        case .none: 0
        case .one: 1
        case .many(let keys): keys.count
        }
    }

    subscript(position: Int) -> String {
        switch self {
        // No position of an empty list is valid; nothing is read.
        case .none: ""
        case .one(let key): key
        case .many(let keys): keys[position]
        }
    }

    mutating func append(_ key: String) {
        switch self {
        case .none: self = .one(key)
        case .one(let first): self = .many([first, key])
        case .many(var keys):
            self = .none
            keys.append(key)
            self = .many(keys)
        }
    }

    static func + (left: KeyList, right: KeyList) -> [String] { Array(left) + Array(right) }

    /// True when a key stands in both.
    func shares(with other: KeyList) -> Bool {
        if count <= 8, other.count <= 8 { return contains { other.contains($0) } }
        return !Set(self).isDisjoint(with: other)
    }

    /// No person has more keys of one kind than this; what is above it is left out.
    static let limit = 512

    /// Adds the keys that are not there yet.
    mutating func merge(_ more: KeyList) {
        if isEmpty {
            self = more
            return
        }
        guard more.count > 8 || count > 8 else {
            for key in more where !contains(key) { append(key) }
            return
        }
        var known = Set(self)
        for key in more where count < KeyList.limit && known.insert(key).inserted { append(key) }
    }

    /// Adds a key that is not there yet.
    mutating func insert(_ key: String) {
        if count < KeyList.limit, !contains(key) { append(key) }
    }
}
