internal import CSpreadsheet

/// Reads the XML of a workbook's parts, a chunk at a time.
@safe
struct SheetXML: ~Copyable, @unchecked Sendable {
    /// What stands in the XML; other elements are left out.
    enum Event {
        /// An element begins; its attributes are in `SheetXML.attributes`.
        case begin(CSpreadsheetElement)
        case end(CSpreadsheetElement)
        case text
    }

    private let handle: OpaquePointer
    private var events: [UInt8] = []
    private var position = 0

    /// Where the payload of the event is in `events`.
    private var payload = 0..<0

    init() throws(WorkbookError) {
        guard let opened = unsafe cspreadsheet_parser_open() else {
            throw .system("there is no memory")
        }
        unsafe handle = opened
    }

    deinit {
        // The handle has never left this value.
        unsafe cspreadsheet_parser_close(handle)
    }

    /// Parses more of the document, whose events come next.
    mutating func parse(_ octets: [UInt8], isLast: Bool, _ part: String) throws(WorkbookError) {
        // The octets live for the length of the call, and the parser copies what it keeps.
        let isParsed = unsafe cspreadsheet_parse(
            handle,
            octets,
            Int32(octets.count),
            isLast ? 1 : 0
        )
        guard isParsed != 0 else { throw .damaged("its \(part) isn't XML") }
        let count = unsafe Int(cspreadsheet_event_octet_count(handle))
        events.removeAll(keepingCapacity: true)
        position = 0
        let handle = unsafe handle
        events.append(addingCapacity: count) { room in
            unsafe room.withUnsafeMutableBufferPointer { room, initializedCount in
                // In bounds: the room is for as many octets as there are.
                if let start = room.baseAddress { unsafe cspreadsheet_take_events(handle, start) }
                initializedCount = count
            }
        }
    }

    /// The next event of what was parsed; `nil` behind the last.
    mutating func next() -> Event? {
        guard position + 5 <= events.count else { return nil }
        let kind = events[position]
        var count = 0
        for index in 0..<4 { count |= Int(events[position + 1 + index]) << (8 * index) }
        payload = position + 5..<min(position + 5 + count, events.count)
        position = payload.upperBound
        if kind == 0x80 { return .text }
        let element = CSpreadsheetElement(rawValue: UInt32(kind & 0x3F)) ?? .row
        return kind & 0x40 == 0 ? .begin(element) : .end(element)
    }

    /// Appends the text of the event.
    func appendText(to octets: inout [UInt8]) {
        octets.append(contentsOf: events[payload])
    }

    /// The value of an attribute of the event; `nil` when there is none.
    func attribute(_ name: StaticString) -> ArraySlice<UInt8>? {
        var start = payload.lowerBound
        while start < payload.upperBound {
            let isFound = isName(name, at: start)
            while start < payload.upperBound, events[start] != 0 { start += 1 }
            start += 1
            var end = start
            while end < payload.upperBound, events[end] != 0 { end += 1 }
            if isFound { return events[min(start, end)..<end] }
            start = end + 1
        }
        return nil
    }

    /// The value of an attribute as text.
    func text(_ name: StaticString) -> String? {
        attribute(name).map { String(decoding: $0, as: UTF8.self) }
    }

    private func isName(_ name: StaticString, at start: Int) -> Bool {
        let count = name.utf8CodeUnitCount
        guard start + count < payload.upperBound, events[start + count] == 0 else { return false }
        return name.withUTF8Buffer { octets in
            // In bounds: the name has as many octets, and so many events lie before the NUL.
            (0..<count).allSatisfy { unsafe octets[$0] == events[start + $0] }
        }
    }
}
