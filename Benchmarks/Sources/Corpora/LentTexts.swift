/// Texts that are lent, one after the other, as an argument is lent to a function.
///
/// A loop over an array retains and releases each string, which costs as much as planning it. A
/// sender's function that has been given a text pays that only where it keeps the text.
@safe package final class LentTexts: @unchecked Sendable {
    // Written once, before anybody else sees it.
    private let memory: UnsafeMutableBufferPointer<Text>

    private struct Text: ~Copyable {
        let text: String

        // Not inlined, or the caller's loop would retain the text that it sees in here.
        @inline(never)
        borrowing func lend(to body: (String) throws -> Void) rethrows { try body(text) }
    }

    /// Keeps some texts.
    package init(_ texts: [String]) {
        unsafe memory = .allocate(capacity: texts.count)
        for (index, text) in texts.enumerated() {
            unsafe memory.initializeElement(at: index, to: Text(text: text))
        }
    }

    deinit {
        unsafe memory.deinitialize()
        unsafe memory.deallocate()
    }

    /// Lends each text.
    package func forEach(_ body: (String) throws -> Void) rethrows {
        // In bounds: the indices are the buffer's own, and all its elements were initialized.
        for index in unsafe memory.indices { try unsafe memory[index].lend(to: body) }
    }
}
