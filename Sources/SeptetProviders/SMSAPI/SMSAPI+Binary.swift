internal import Septet

extension SMSAPI {
    /// The octets of a binary message, checked.
    struct Binary: Sendable, Hashable {
        let header: [UInt8]
        let body: [UInt8]

        /// Reads hexadecimal digits of either case; throws 11 for no body and 30 for the rest.
        init(body: String?, header: String?) throws(PredictedError) {
            guard let body, !body.isEmpty else {
                throw PredictedError(11, "there is no message", field: "message")
            }
            guard let header, !header.isEmpty else {
                throw PredictedError(30, "a binary message needs a header", field: "udh")
            }
            self.header = try Self.octets(header, field: "udh")
            guard Int(self.header[0]) == self.header.count - 1 else {
                throw PredictedError(
                    30,
                    "the header says \(self.header[0]) octets and has \(self.header.count - 1)",
                    field: "udh"
                )
            }
            self.body = try Self.octets(body, field: "message")
        }

        private static func octets(
            _ digits: String,
            field: String
        ) throws(PredictedError) -> [UInt8] {
            do {
                return try Hexadecimal.octets(of: digits)
            } catch {
                throw PredictedError(30, error.description, field: field)
            }
        }

        var octetCount: Int { header.count + body.count }

        /// Error 11 when the octets do not fit into one user data field; none are concatenated.
        var lengthError: PredictedError? {
            guard octetCount > UserDataField.octetCount else { return nil }
            return PredictedError(
                11,
                "\(octetCount) octets with the header, more than \(UserDataField.octetCount)",
                field: "message"
            )
        }

        /// The header's elements do not fill it exactly; SMSAPI may or may not mind.
        var headerWarning: EstimateWarning? {
            do {
                _ = try UserDataHeader(parsing: header.span)
                return nil
            } catch {
                return EstimateWarning(.malformedHeader, "the header: \(error)")
            }
        }

        /// The parameters of the octets, digits in lower case.
        var parameters: [RequestParameter] {
            [
                RequestParameter("datacoding", "bin"),
                RequestParameter("udh", Hexadecimal.string(of: header.span)),
            ]
        }
    }
}
