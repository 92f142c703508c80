/// The spellings of a person's keys as the sources write them.
struct PersonNames: Hashable {
    var principal: String?
    var address: String?
    var account: String?
    var word: String?
    var cloudID: String?
    var objectGUID: String?
    var distinguishedName: String?
    var display: String?

    /// Takes what is not known yet.
    mutating func complete(with other: PersonNames) {
        principal = principal ?? other.principal
        address = address ?? other.address
        account = account ?? other.account
        word = word ?? other.word
        cloudID = cloudID ?? other.cloudID
        objectGUID = objectGUID ?? other.objectGUID
        distinguishedName = distinguishedName ?? other.distinguishedName
        display = display ?? other.display
    }

    /// The best name to call a person by.
    var best: String? {
        principal ?? address ?? account ?? word ?? distinguishedName ?? objectGUID ?? cloudID ?? display
    }
}
