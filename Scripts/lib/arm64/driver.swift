// What `Scripts/check arm64` counts the instructions of: the engine from C, as main.c calls it.

import Septet

typealias Octets = UnsafePointer<UInt8>
typealias Room = UnsafeMutablePointer<UInt8>

/// The text that C holds while it is being called.
func text(_ octets: Octets, _ octetCount: Int) -> UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(start: octets, count: octetCount)
}

/// Writes into C's room; gives how many octets, -1 for an error.
func write(
    _ room: Room,
    _ roomCount: Int,
    _ body: (inout OutputSpan<UInt8>) -> Bool
) -> Int {
    let buffer = unsafe UnsafeMutableBufferPointer(start: room, count: roomCount)
    var output = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
    let isWritten = body(&output)
    let octetCount = unsafe output.finalize(for: buffer)
    return isWritten ? octetCount : -1
}

func plan(_ planner: Planner, _ octets: Octets, _ octetCount: Int) -> Int {
    do {
        let plan = try unsafe planner.plan(utf8: text(octets, octetCount).span)
        return plan.unitCount + plan.partCount
    } catch {
        return -1
    }
}

@c(septet_count)
public func count(
    _ octets: UnsafePointer<UInt8>,
    _ octetCount: Int,
    _: UnsafeMutablePointer<UInt8>,
    _: Int
) -> Int {
    unsafe plan(Planner(), octets, octetCount)
}

@c(septet_national)
public func national(
    _ octets: UnsafePointer<UInt8>,
    _ octetCount: Int,
    _: UnsafeMutablePointer<UInt8>,
    _: Int
)
    -> Int
{
    unsafe plan(Planner(languages: .all), octets, octetCount)
}

@c(septet_encode)
public func encode(
    _ octets: UnsafePointer<UInt8>,
    _ octetCount: Int,
    _ room: UnsafeMutablePointer<UInt8>,
    _ roomCount: Int
) -> Int {
    unsafe write(room, roomCount) { output in
        let plan = try? unsafe Planner().encode(
            utf8: text(octets, octetCount).span,
            messageNumber: 0,
            into: &output
        )
        return plan != nil
    }
}

@c(septet_utf16)
public func utf16(
    _ octets: UnsafePointer<UInt8>,
    _ octetCount: Int,
    _ room: UnsafeMutablePointer<UInt8>,
    _ roomCount: Int
) -> Int {
    unsafe write(room, roomCount) { output in
        var position = 0
        let text = unsafe text(octets, octetCount).span
        _ = Kernel.chosen.encodeUTF16(of: text, from: &position, room: roomCount / 2, into: &output)
        return position == octetCount
    }
}

/// The user data of the first part of a message, behind its data coding scheme, its length, and
/// whether it has a header.
@c(septet_fields)
public func fields(
    _ octets: UnsafePointer<UInt8>,
    _ octetCount: Int,
    _ room: UnsafeMutablePointer<UInt8>,
    _ roomCount: Int
) -> Int {
    unsafe write(room, roomCount) { output in
        guard let plan = try? unsafe Planner().plan(utf8: text(octets, octetCount).span),
            var writer = try? SegmentWriter(plan, messageNumber: 0)
        else { return false }
        output.append(plan.dataCodingScheme().octet)
        output.append(0)
        output.append(plan.partCount > 1 ? 1 : 0)
        let valid = try? unsafe UTF8Span(validating: text(octets, octetCount).span)
        guard let valid, let layout = try? writer.writeNext(of: valid, into: &output) else {
            return false
        }
        output[1] = UInt8(truncatingIfNeeded: layout.userDataLength)
        return true
    }
}

@c(septet_decode)
public func decode(
    _ octets: UnsafePointer<UInt8>,
    _ octetCount: Int,
    _ room: UnsafeMutablePointer<UInt8>,
    _ roomCount: Int
) -> Int {
    unsafe write(room, roomCount) { output in
        let field = unsafe text(octets, octetCount).span
        let written = try? PartText.write(
            userData: field.extracting(3...),
            userDataLength: Int(field[1]),
            dataCodingScheme: DataCodingScheme(octet: field[0]),
            hasHeader: field[2] == 1,
            into: &output
        )
        return written != nil
    }
}
