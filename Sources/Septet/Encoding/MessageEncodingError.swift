/// Why a text cannot be planned and encoded.
public enum MessageEncodingError: Error, Sendable, Hashable {
    /// The text cannot be planned.
    case planning(PlanningError)
    /// The plan cannot be turned into segments.
    case segmentation(SegmentationError)
}

extension MessageEncodingError: CustomStringConvertible {
    /// The description of the error inside.
    public var description: String {
        switch self {
        case .planning(let error): error.description
        case .segmentation(let error): error.description
        }
    }
}
