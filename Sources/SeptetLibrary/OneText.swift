public import CSeptet
internal import Septet
internal import SeptetInspection
internal import SeptetJSON
internal import SeptetNumbers

// The functions about one text, one received part or one number; `septet.h` describes them.

@c @implementation
public func septet_plan_text(
    _ options: UnsafePointer<septet_options>?,
    _ text: UnsafePointer<UInt8>?,
    _ count: Int,
    _ plan: UnsafeMutablePointer<septet_plan>?
) -> Int32 {
    status { () throws(Status) in
        guard unsafe plan != nil else { throw .nullArgument }
        var output = unsafe try PlanOutput(plan)
        let planner = unsafe try Planner(options)
        let text = unsafe try octets(text, count)
        do throws(PlanningError) {
            output.write(try planner.plan(utf8: unsafe text.span))
        } catch {
            throw output.write(error)
        }
    }
}

@c @implementation
public func septet_encode_bound(_ options: UnsafePointer<septet_options>?, _ count: Int) -> Int {
    let most = MessagePlan.maximumPartCount * UserDataField.octetCount
    // Counts and pointers are checked where they are read; how long memory is, only the caller knows.
    guard let planner = unsafe try? Planner(options), planner.boundary != .grapheme,
        planner.elementOctetCount == 0, planner.spareOctetCount == 0, count >= 0
    else { return most }
    // Every octet is one unit at most. The fewest units fit into a part in UCS-2, beside the headers
    // of a wide reference, and one of them may be left behind by a pair. National tables have longer
    // headers, but septets are half as long.
    let format = Alphabet.ucs2.unitsPerPart(headerOctetCount: 7) - 1
    let partCount = count / format + 1
    return min(most, partCount * UserDataField.octetCount)
}

@c @implementation
public func septet_encode_text(
    _ options: UnsafePointer<septet_options>?,
    _ text: UnsafePointer<UInt8>?,
    _ count: Int,
    _ message_number: UInt32,
    _ octets: UnsafeMutablePointer<UInt8>?,
    _ octet_capacity: Int,
    _ parts: UnsafeMutablePointer<septet_part>?,
    _ part_capacity: Int,
    _ plan: UnsafeMutablePointer<septet_plan>?
) -> Int32 {
    status { () throws(Status) in
        // Counts and pointers are checked where they are read; how long memory is, only the caller knows.
        var output = unsafe try PlanOutput(plan)
        let planner = unsafe try Planner(options)
        guard planner.elementOctetCount == 0 else { throw .invalidArgument }
        let text = unsafe try SeptetLibrary.octets(text, count)
        guard octet_capacity >= 0, part_capacity >= 0 else { throw .invalidLayout }
        let planned: MessagePlan
        do throws(PlanningError) {
            planned = try planner.plan(utf8: unsafe text.span)
        } catch {
            throw output.write(error)
        }
        output.write(planned)
        guard planned.octetCount <= octet_capacity, planned.partCount <= part_capacity else {
            throw .bufferTooSmall
        }
        guard let parts = unsafe parts, unsafe octets != nil || planned.octetCount == 0 else {
            throw .nullArgument
        }
        // Planning has validated the octets.
        let utf8 = unsafe UTF8Span(unchecked: text.span)
        // In bounds: the caller has room for `octet_capacity` octets.
        let buffer = unsafe UnsafeMutableBufferPointer(
            start: octets,
            count: octets == nil ? 0 : octet_capacity
        )
        var target = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
        do {
            var writer = try SegmentWriter(planned, messageNumber: Int(message_number))
            for index in 0..<planned.partCount {
                let start = target.count
                guard let layout = try writer.writeNext(of: utf8, into: &target) else { break }
                // In bounds: there is room for `part_capacity` parts, which are no fewer.
                unsafe parts[index] = septet_part(
                    offset: UInt32(truncatingIfNeeded: start),
                    octets: UInt32(truncatingIfNeeded: layout.octetCount),
                    user_data_length: UInt32(truncatingIfNeeded: layout.userDataLength),
                    has_header: layout.hasHeader ? 1 : 0
                )
            }
            _ = unsafe target.finalize(for: buffer)
        } catch {
            // Not reached: the plan is of this text, and the room was checked.
            throw .bufferTooSmall
        }
    }
}

@c @implementation
public func septet_find_offenders(
    _ options: UnsafePointer<septet_options>?,
    _ text: UnsafePointer<UInt8>?,
    _ count: Int,
    _ offenders: UnsafeMutablePointer<septet_offender>?,
    _ capacity: Int,
    _ found: UnsafeMutablePointer<Int>?,
    _ plan: UnsafeMutablePointer<septet_plan>?
) -> Int32 {
    status { () throws(Status) in
        // Counts and pointers are checked where they are read; how long memory is, only the caller knows.
        guard let found = unsafe found else { throw .nullArgument }
        unsafe found.pointee = 0
        var output = unsafe try PlanOutput(plan)
        let planner = unsafe try Planner(options)
        let text = unsafe try octets(text, count)
        guard capacity >= 0 else { throw .invalidLayout }
        guard unsafe capacity == 0 || offenders != nil else { throw .nullArgument }
        let diagnosis: Diagnosis
        do throws(PlanningError) {
            diagnosis = try planner.diagnose(utf8: unsafe text.span)
        } catch {
            throw output.write(error)
        }
        output.write(diagnosis.plan)
        unsafe found.pointee = diagnosis.findings.count
        for (index, finding) in diagnosis.findings.prefix(capacity).enumerated() {
            let effect =
                switch finding.effect {
                case .forcesUCS2: SEPTET_FORCES_UCS2
                case .costsTwoSeptets: SEPTET_COSTS_TWO_SEPTETS
                case .costsTwoUnits: SEPTET_COSTS_TWO_UNITS
                }
            // In bounds: there is room for `capacity` offenders.
            unsafe offenders?[index] = septet_offender(
                scalar: finding.scalar.value,
                effect: UInt32(bitPattern: effect),
                offset: UInt64(finding.utf8Offset)
            )
        }
        if diagnosis.findings.count > capacity { throw .bufferTooSmall }
    }
}

@c @implementation
public func septet_inspect_text(
    _ options: UnsafePointer<septet_options>?,
    _ text: UnsafePointer<UInt8>?,
    _ count: Int,
    _ json: UnsafeMutablePointer<UInt8>?,
    _ capacity: Int,
    _ json_count: UnsafeMutablePointer<Int>?,
    _ plan: UnsafeMutablePointer<septet_plan>?
) -> Int32 {
    status { () throws(Status) in
        // In bounds: one count, which is there.
        guard let json_count = unsafe json_count else { throw .nullArgument }
        unsafe json_count.pointee = 0
        var output = unsafe try PlanOutput(plan)
        let planner = unsafe try Planner(options)
        guard planner.elementOctetCount == 0 else { throw .invalidArgument }
        let text = unsafe Array(try octets(text, count))
        let inspection: Inspection
        do throws(MessageEncodingError) {
            inspection = try Inspection(utf8: text, planner)
        } catch .planning(let error) {
            throw output.write(error)
        } catch {
            // Not reached: an inspection has no elements and enough room.
            throw .bufferTooSmall
        }
        output.write(inspection.plan)
        var written = JSONText()
        written.inspection(inspection)
        unsafe try copy(written.octets, json, capacity, json_count)
    }
}

@c @implementation
public func septet_decode_part(
    _ user_data: UnsafePointer<UInt8>?,
    _ count: Int,
    _ user_data_length: Int32,
    _ data_coding_scheme: UInt32,
    _ has_header: Int32,
    _ text: UnsafeMutablePointer<UInt8>?,
    _ capacity: Int,
    _ received: UnsafeMutablePointer<septet_received>?
) -> Int32 {
    status { () throws(Status) in
        var output: SizedStruct<septet_received>?
        // Counts and pointers are checked where they are read; how long memory is, only the caller knows.
        if let received = unsafe received {
            output = unsafe try SizedStruct(
                UnsafePointer(received),
                zero: septet_received(),
                isInput: false
            )
            output?.value = septet_received()
            unsafe output?.write(to: received)
        }
        guard let scheme = UInt8(exactly: data_coding_scheme), (0...1).contains(has_header) else {
            throw .invalidArgument
        }
        let userData = unsafe try octets(user_data, count)
        guard capacity >= 0 else { throw .invalidLayout }
        let part: ReceivedPart
        let shown: String?
        do {
            part = try ReceivedPart(
                // The span ends where the caller's text does, and is used in this call alone.
                userData: unsafe userData.span,
                userDataLength: Int(user_data_length),
                dataCodingScheme: DataCodingScheme(octet: scheme),
                hasHeader: has_header == 1
            )
            shown = try PartText.text(
                ofUserData: unsafe userData.span,
                userDataLength: Int(user_data_length),
                dataCodingScheme: DataCodingScheme(octet: scheme),
                hasHeader: has_header == 1
            )
        } catch {
            throw .malformedPart
        }
        let utf8 = Array((shown ?? "").utf8)
        output?.value.fill(part, textOctetCount: utf8.count)
        // Counts and pointers are checked where they are read; how long memory is, only the caller knows.
        unsafe output?.write(to: received)
        guard shown != nil else { throw .notText }
        var textCount = 0
        unsafe try copy(utf8, text, capacity, &textCount)
    }
}

extension septet_received {
    fileprivate mutating func fill(_ part: ReceivedPart, textOctetCount: Int) {
        encoding = part.dataCodingScheme.alphabet.code
        // A part has 140 octets.
        units = Int32(truncatingIfNeeded: part.units.count)
        header_octets = Int32(truncatingIfNeeded: part.header.octetCount)
        text_octets = Int64(textOctetCount)
        if part.dataCodingScheme.alphabet == .gsm7Bit {
            locking_language = part.shiftTables.locking.code
            single_language = part.shiftTables.single.code
        }
        guard let place = part.header.concatenation else { return }
        switch place.reference {
        case .eightBit(let number): (reference_bits, reference) = (8, Int32(number))
        case .sixteenBit(let number): (reference_bits, reference) = (16, Int32(number))
        }
        part_number = Int32(place.sequence)
        part_count = Int32(place.partCount)
    }
}

@c @implementation
public func septet_parse_number(
    _ text: UnsafePointer<UInt8>?,
    _ count: Int,
    _ country: UnsafePointer<UInt8>?,
    _ country_count: Int,
    _ number: UnsafeMutablePointer<septet_number>?
) -> Int32 {
    status { () throws(Status) in
        // Counts and pointers are checked where they are read; how long memory is, only the caller knows.
        guard let number = unsafe number else { throw .nullArgument }
        var output = unsafe try SizedStruct(
            UnsafePointer(number),
            zero: septet_number(),
            isInput: false
        )
        output.value = septet_number()
        output.value.fault_offset = -1
        unsafe output.write(to: number)
        let text = unsafe try octets(text, count)
        let reader = NumberReader(
            country: unsafe try CountryCode(country, country_count)
        )
        let reading: NumberReading
        do throws(NumberFault) {
            reading = try reader.read(unsafe text.span)
        } catch {
            output.value.fill(error)
            // Counts and pointers are checked where they are read; how long memory is, only the caller knows.
            unsafe output.write(to: number)
            throw .notANumber
        }
        output.value.fill(reading)
        let fault = reading.fault(by: .possible)
        if let fault { output.value.fill(NumberFault(fault)) }
        unsafe output.write(to: number)
        if fault != nil { throw .notANumber }
    }
}

extension CountryCode {
    /// A country by its code in the caller's memory; `nil` where there is none.
    init?(_ code: UnsafePointer<UInt8>?, _ count: Int) throws(Status) {
        guard count >= 0 else { throw .invalidLayout }
        guard let letters = unsafe try text(code, UInt64(count)), !letters.isEmpty else {
            return nil
        }
        guard let country = CountryCode(letters) else { throw .unknownCountry }
        self = country
    }
}

extension septet_number {
    fileprivate mutating func fill(_ reading: NumberReading) {
        kind = Int32(reading.facts.kind.rawValue)
        is_valid = reading.facts.isValid ? 1 : 0
        calling_code = Int32(truncatingIfNeeded: reading.number.callingCode)
        Self.fill(&e164, reading.number.description)
        Self.fill(&country, reading.facts.country?.description ?? "")
    }

    fileprivate mutating func fill(_ fault: NumberFault) {
        Self.fill(&self.fault, fault.reason.name)
        fault_offset = Int32(clamping: fault.scalarOffset)
    }

    /// Writes a text into an array of characters, with a NUL behind it.
    private static func fill<Characters: BitwiseCopyable>(
        _ characters: inout Characters,
        _ text: String
    ) {
        unsafe withUnsafeMutableBytes(of: &characters) { octets in
            for (index, octet) in text.utf8.prefix(octets.count - 1).enumerated() {
                // In bounds: the last octet, which stays 0, is not reached.
                unsafe octets[index] = octet
            }
        }
    }
}
