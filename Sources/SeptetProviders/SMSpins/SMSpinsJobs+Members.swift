internal import SeptetJSON

extension SMSpinsJobs {
    static func members(of texts: SMSpins.Texts) -> JSONObject {
        [
            "texts": .array(texts.pieces.map(JSONValue.string)),
            "raw": .text(texts.raw),
            "ambiguous": .boolean(texts.isAmbiguous),
            "textParts": .array(texts.partCounts.map(JSONValue.integer)),
        ]
    }

    static func members(of telephone: SMSpins.Telephone) -> JSONObject {
        [
            "telephoneID": .string(telephone.id),
            "telephone": .string(telephone.number),
            "addedAt": .text(telephone.addedAt?.description),
            "expiredAt": .text(telephone.expiresAt?.description),
        ]
    }

    static func members(of status: SMSpins.CheckStatus) -> JSONObject {
        var result: JSONObject = [
            "requestID": .string(status.requestID),
            "status": .string(status.statusWord),
            "mapped": .string(status.status.name),
            "final": .boolean(status.status.isFinal),
            "agent": .text(status.agent),
            "telephone": .text(status.telephone),
        ]
        result.merge(members(of: status.texts))
        for (name, moment) in [
            ("updatedAt", status.updatedAt), ("queuedAt", status.queuedAt),
            ("acquiredAt", status.acquiredAt), ("startedAt", status.startedAt),
            ("endedAt", status.endedAt), ("canceledAt", status.canceledAt),
        ] {
            result[name] = .text(moment?.description)
        }
        return result
    }

    static func members(of received: SMSpins.ReceivedTexts) -> JSONObject {
        var result: JSONObject = [
            "requestID": .string(received.requestID),
            "telephoneID": .text(received.telephoneID),
            "telephone": .text(received.telephone),
            "updatedAt": .text(received.updatedAt?.description),
        ]
        result.merge(members(of: received.texts))
        return result
    }

    static func members(of change: SMSpins.NumberChange) -> JSONObject {
        var result: JSONObject = [
            "requestID": .string(change.requestID),
            "agent": .text(change.agent),
            "telephone": .text(change.telephone),
            "lastTelephone": .text(change.lastTelephone),
            "status": .text(change.statusWord),
        ]
        result["mapped"] = change.status.map { .string($0.name) }
        result["final"] = change.status.map { .boolean($0.isFinal) }
        for (name, moment) in [
            ("updatedAt", change.updatedAt), ("submittedAt", change.submittedAt),
            ("acquiredAt", change.acquiredAt), ("processedAt", change.processedAt),
            ("completedAt", change.completedAt), ("canceledAt", change.canceledAt),
        ] {
            result[name] = .text(moment?.description)
        }
        return result
    }
}
