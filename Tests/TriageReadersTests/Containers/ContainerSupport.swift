import TriageModel
@testable import TriageReaders

/// What a container holds, flattened: a line a member, names joined with `!`.
func members(_ bytes: [UInt8], name: String = "input", budget: ContainerBudget = ContainerBudget()) -> [String] {
    var budget = budget
    budget.begin(inputOf: bytes.count)
    guard let opened = ContainerCatalogue.open(ContainerInput(bytes: bytes, name: name), budget: &budget) else {
        return ["no container"]
    }
    return lines(of: opened.contents, under: "")
}

private func lines(of contents: ContainerContents, under prefix: String) -> [String] {
    contents.problems.map { "\(prefix)\($0.member): \($0.code)" }
        + contents.members.flatMap { member -> [String] in
            let name = prefix + member.name
            switch member.content {
            case .bytes(let bytes): return ["\(name): \(bytes.count) bytes"]
            case .text(let text, let encoding, _):
                return ["\(name): \(encoding): " + String(decoding: text, as: UTF8.self).replacing("\r\n", with: "\n")]
            case .contents(let inner): return lines(of: inner, under: name + "!")
            case .named(let description): return ["\(name): \(description.format)"]
            }
        }
}

/// The first text of a container.
func body(_ bytes: [UInt8], name: String = "input") -> String? {
    var budget = ContainerBudget()
    let opened = ContainerCatalogue.open(ContainerInput(bytes: bytes, name: name), budget: &budget)
    for member in opened?.contents.members ?? [] {
        if case .text(let text, _, _) = member.content {
            return String(decoding: text, as: UTF8.self).replacing("\r\n", with: "\n")
        }
    }
    return nil
}

/// The bytes of a member.
func content(of member: String, in bytes: [UInt8], name: String = "input") -> [UInt8]? {
    var budget = ContainerBudget()
    let opened = ContainerCatalogue.open(ContainerInput(bytes: bytes, name: name), budget: &budget)
    for entry in opened?.contents.members ?? [] where entry.name == member {
        if case .bytes(let bytes) = entry.content { return bytes }
    }
    return nil
}
