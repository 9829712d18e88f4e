extension SMSAPI {
    /// The recipients of a message as SMSAPI sees them.
    struct Audience: Sendable, Hashable {
        /// The numbers to send, in order, duplicates kept.
        let numbers: [String]
        /// Places in `numbers` that are billed.
        let billed: [Int]
        /// Entries that are no telephone number.
        let invalid: [String]
        /// How many entries repeat an earlier one.
        let duplicateCount: Int

        /// Normalises recipients; without `allow_duplicates` a number is billed once.
        init(_ recipients: [String], allowsDuplicates: Bool) {
            numbers = recipients.map(SMSAPI.normalizedRecipient)
            invalid = numbers.filter { !SMSAPI.isNumber($0) }
            var seenNumbers: Set<String> = []
            var billed: [Int] = []
            var duplicateCount = 0
            for (index, number) in numbers.enumerated() where SMSAPI.isNumber(number) {
                let isNew = seenNumbers.insert(number).inserted
                duplicateCount += isNew ? 0 : 1
                if isNew || allowsDuplicates {
                    billed.append(index)
                }
            }
            self.billed = billed
            self.duplicateCount = duplicateCount
        }
    }
}
