internal import Septet
internal import SeptetInspection
internal import SeptetJSON

// What the module exports to JavaScript; `docs/page.md` describes each function.
//
// Texts come as UTF-8 in the module's memory, answers leave as octets behind their count. A text
// that is not UTF-8 is an answer with an error: nothing here traps.

/// Reserves octets for the caller to write to.
///
/// - Parameter count: At least 1 octet is reserved.
@c(septet_allocate)
public func allocate(_ count: Int32) -> UnsafeMutablePointer<UInt8> {
    .allocate(capacity: max(1, Int(count)))
}

/// Gives back what `septet_allocate` or an answer has reserved.
@c(septet_release)
public func release(_ memory: UnsafeMutablePointer<UInt8>?) {
    // The caller got the pointer from one of these functions, and gives it back once.
    unsafe memory?.deallocate()
}

/// The figures, parts and marks of a text: what changes with each key.
@c(septet_layout)
public func layout(
    _ text: UnsafePointer<UInt8>?,
    _ count: Int32,
    _ settings: UInt32
) -> UnsafeMutablePointer<UInt8> {
    let text = unsafe octets(text, count)
    return unsafe answer { json in json.layout(of: text, Settings(settings).planner) }
}

/// Everything `septet inspect --json` prints about a text, with its octets and providers.
@c(septet_inspect)
public func inspect(
    _ text: UnsafePointer<UInt8>?,
    _ count: Int32,
    _ settings: UInt32
) -> UnsafeMutablePointer<UInt8> {
    let text = unsafe octets(text, count)
    return unsafe answer { json in json.page(of: text, Settings(settings).planner) }
}

/// A text with the replacements of one suggestion made; the text itself without such a suggestion.
///
/// - Parameters:
///   - tier: How many tiers of tables the suggestion uses, 1 to 3.
///   - index: Which of the tier's suggestions, the smallest first.
@c(septet_apply)
public func apply(
    _ text: UnsafePointer<UInt8>?,
    _ count: Int32,
    _ settings: UInt32,
    _ tier: Int32,
    _ index: Int32
) -> UnsafeMutablePointer<UInt8> {
    let octets = unsafe octets(text, count)
    let text = String(decoding: octets, as: UTF8.self)
    let tiers = NormalizationTables.tiers
    let tables = tiers[min(max(0, Int(tier) - 1), tiers.count - 1)]
    let advice = Settings(settings).planner.advise(text, tables)
    guard advice.suggestions.indices.contains(Int(index)) else { return unsafe answer(octets) }
    let changed = advice.text(text, applying: advice.suggestions[Int(index)])
    return unsafe answer(Array(changed.utf8))
}

/// Begins to count a list; `septet_list_end` ends it.
///
/// - Parameters:
///   - form: The pieces of each message, as `ListCounter.pieces` reads them.
///   - separator: The octet between fields; 0 for lines.
///   - headerCount: How many rows to skip.
@c(septet_list_begin)
public func beginList(
    _ form: UnsafePointer<UInt8>?,
    _ count: Int32,
    _ settings: UInt32,
    _ separator: UInt32,
    _ headerCount: Int32
) -> UnsafeMutableRawPointer {
    let form = unsafe octets(form, count)
    let counter = ListCounter(
        pieces: ListCounter.pieces(form),
        separator: UInt8(truncatingIfNeeded: separator),
        skippedRowCount: Int(headerCount),
        Settings(settings).planner
    )
    return unsafe Unmanaged.passRetained(counter).toOpaque()
}

/// Counts some more octets of a list.
@c(septet_list_add)
public func addToList(
    _ list: UnsafeMutableRawPointer,
    _ text: UnsafePointer<UInt8>?,
    _ count: Int32
) {
    // The caller got the pointer from `septet_list_begin` and has not ended the list.
    let counter = unsafe Unmanaged<ListCounter>.fromOpaque(list).takeUnretainedValue()
    guard let text = unsafe text, count > 0 else { return }
    // The caller has written `count` octets there.
    unsafe counter.add(Span(_unsafeStart: text, count: Int(count)))
}

/// The totals of a list so far.
@c(septet_list_totals)
public func totalsOfList(_ list: UnsafeMutableRawPointer) -> UnsafeMutablePointer<UInt8> {
    // As above.
    let counter = unsafe Unmanaged<ListCounter>.fromOpaque(list).takeUnretainedValue()
    return unsafe answer { json in json.totals(of: counter) }
}

/// Counts the last row and gives the totals of a list, which is no more.
@c(septet_list_end)
public func endList(_ list: UnsafeMutableRawPointer) -> UnsafeMutablePointer<UInt8> {
    // As above; the list is released.
    let counter = unsafe Unmanaged<ListCounter>.fromOpaque(list).takeRetainedValue()
    counter.end()
    return unsafe answer { json in json.totals(of: counter) }
}

/// The planner's settings in 32 bits, as the page gives them.
struct Settings {
    let planner: Planner

    /// Bits 0 to 15 are the languages by identifier; 16 and 17 what a border keeps whole: pairs,
    /// nothing, or clusters; 18 a reference of 16 bits; 19 and 20 the encoding: the cheapest, GSM 7
    /// bit or UCS-2.
    init(_ bits: UInt32) {
        let boundary: BoundaryPolicy =
            switch bits >> 16 & 3 {
            case 1: .unit
            case 2: .grapheme
            default: .pair
            }
        let choice: Planner.Choice =
            switch bits >> 19 & 3 {
            case 1: .gsm7Bit
            case 2: .ucs2
            default: .cheapest
            }
        planner = Planner(
            languages: NationalLanguages(rawValue: UInt16(truncatingIfNeeded: bits)),
            boundary: boundary,
            referenceWidth: bits >> 18 & 1 == 1 ? .sixteenBit : .eightBit,
            choice: choice
        )
    }
}

/// A copy of the caller's octets.
private func octets(_ text: UnsafePointer<UInt8>?, _ count: Int32) -> [UInt8] {
    guard let text = unsafe text, count > 0 else { return [] }
    // The caller has written `count` octets there.
    return unsafe Array(UnsafeBufferPointer(start: text, count: Int(count)))
}

/// JSON as an answer.
private func answer(_ write: (inout JSONText) -> Void) -> UnsafeMutablePointer<UInt8> {
    var json = JSONText()
    write(&json)
    return unsafe answer(json.octets)
}

/// The count of some octets in four octets, least significant first, and the octets.
private func answer(_ octets: [UInt8]) -> UnsafeMutablePointer<UInt8> {
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: 4 + octets.count)
    // In bounds: four octets and the others were reserved.
    for index in 0..<4 {
        unsafe (memory + index).initialize(
            to: UInt8(truncatingIfNeeded: octets.count >> (8 * index))
        )
    }
    unsafe octets.withUnsafeBufferPointer { octets in
        guard let first = octets.baseAddress else { return }
        unsafe (memory + 4).initialize(from: first, count: octets.count)
    }
    return unsafe memory
}
