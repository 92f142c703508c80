/// Something private that its form tells, as ranges of a view.
enum Shape {
    /// `anna.berg@contoso.com`.
    case address(local: Range<Int>, host: [Range<Int>])
    /// The labels of a dotted name, or of the `DC=` parts of a distinguished name.
    case host([Range<Int>])
    /// A server without a domain: `\\files\share`.
    case server(Range<Int>)
    /// A GUID as text.
    case guid(Range<Int>)
    /// The numbers of a SID that are not everybody's.
    case sid([Range<Int>])
    /// The numbers of an address of version 4.
    case ip([Range<Int>])
    /// An address of version 6.
    case ip6(Range<Int>)
    /// A part of a distinguished name; `isPerson` where it names who the object is.
    case part(Range<Int>, isPerson: Bool)
    /// `CONTOSO\anna`, or the folder of somebody: `C:\Users\anna`.
    case account(domain: Range<Int>?, user: Range<Int>)
}
