import CLibXML2

/// Errors libxml2 reports while it works, copied.
final class ErrorList {
    struct Entry {
        var line: Int
        var message: String
        /// Position of the element the error is about: its number among the elements of its parent, from the root on
        /// (the root itself has an empty path); nil when the error names no element.
        var path: [Int]?
    }

    var entries: [Entry] = []

    /// Enough for any file written by hand; a file of another kind would fill memory.
    private static let limit = 1000

    static let collect: xmlStructuredErrorFunc = { user, error in
        guard let user = unsafe user, let error = unsafe error else { return }
        // SAFETY: `user` is the list its owner keeps alive until libxml2's context is freed; the error is copied.
        let list = unsafe Unmanaged<ErrorList>.fromOpaque(user).takeUnretainedValue()
        guard list.entries.count < limit else { return }
        unsafe list.entries.append(
            Entry(
                line: Int(error.pointee.line), message: message(of: error.pointee), path: path(of: error.pointee.node)))
    }

    private static func path(of node: UnsafeMutableRawPointer?) -> [Int]? {
        // SAFETY: libxml2 gives a node of the document being checked, or nil. Attributes and texts start with the same
        // fields as elements do, up to the parent.
        guard let node = unsafe node else { return nil }
        var current: xmlNodePtr? = unsafe node.assumingMemoryBound(to: xmlNode.self)
        while let here = unsafe current, unsafe here.pointee.type != XML_ELEMENT_NODE {
            unsafe current = here.pointee.parent
        }
        var path: [Int] = []
        while let here = unsafe current, let parent = unsafe here.pointee.parent,
            unsafe parent.pointee.type == XML_ELEMENT_NODE
        {
            var position = 0
            var sibling = unsafe here.pointee.prev
            while let before = unsafe sibling {
                if unsafe before.pointee.type == XML_ELEMENT_NODE { position += 1 }
                unsafe sibling = before.pointee.prev
            }
            path.append(position)
            unsafe current = parent
        }
        return unsafe current == nil ? nil : path.reversed()
    }
}
