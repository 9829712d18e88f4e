/// What a number is for, as far as its digits show.
@nonexhaustive
public enum NumberKind: UInt8, Sendable, Hashable, CaseIterable {
    /// An unassigned range, or one that the tables do not know: the number is not valid.
    case unknown
    /// A mobile phone.
    case mobile
    /// A fixed line.
    case fixed
    /// A mobile phone or a fixed line: the plan of the country does not separate them, as in the US.
    case fixedOrMobile
    /// Calls are free for the caller.
    case tollFree
    /// Calls cost more than others.
    case premium
    /// The caller and the owner share the cost.
    case sharedCost
    /// A line of an Internet telephony service.
    case voip
    /// A number that follows a person from line to line.
    case personal
    /// A pager.
    case pager
    /// A company's number for the whole country (universal access number).
    case uan
    /// Access to a voicemail box.
    case voicemail

    /// Whether a text message can reach such numbers; `unknown` can, for all anybody knows.
    ///
    /// Providers bill texts to fixed lines and toll-free numbers, where no one reads them.
    public var canReceiveTexts: Bool {
        switch self {
        case .unknown, .mobile, .fixedOrMobile, .voip, .personal, .pager: true
        case .fixed, .tollFree, .premium, .sharedCost, .uan, .voicemail: false
        }
    }
}

extension NumberKind: CustomStringConvertible {
    /// The name in JSON, such as `fixedOrMobile`.
    public var description: String {
        switch self {
        case .unknown: "unknown"
        case .mobile: "mobile"
        case .fixed: "fixed"
        case .fixedOrMobile: "fixedOrMobile"
        case .tollFree: "tollFree"
        case .premium: "premium"
        case .sharedCost: "sharedCost"
        case .voip: "voip"
        case .personal: "personal"
        case .pager: "pager"
        case .uan: "uan"
        case .voicemail: "voicemail"
        }
    }

    /// The kind in a sentence, for several numbers: `fixed lines`.
    public var plural: String {
        switch self {
        case .unknown: "numbers of an unknown range"
        case .mobile: "mobiles"
        case .fixed: "fixed lines"
        case .fixedOrMobile: "mobiles or fixed lines"
        case .tollFree: "toll-free numbers"
        case .premium: "premium-rate numbers"
        case .sharedCost: "shared-cost numbers"
        case .voip: "Internet telephony numbers"
        case .personal: "personal numbers"
        case .pager: "pagers"
        case .uan: "company access numbers"
        case .voicemail: "voicemail access numbers"
        }
    }
}
