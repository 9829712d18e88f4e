internal import Dispatch
internal import Foundation
internal import Synchronization

/// Notices that a person or the system wants the command to end, and lets it end in order.
struct Interruption {
    /// What was noticed; shared with the queue that hears of signals.
    private final class Notice: Sendable {
        let signalNumber = Atomic<Int32>(0)
    }

    private static let signals = [SIGINT, SIGTERM]

    private let notice = Notice()
    private let sources: [any DispatchSourceSignal]

    /// Begins to notice; from a moment later on the signals no longer end the process.
    init() {
        let queue = DispatchQueue(label: "signals")
        let notice = notice
        sources = Self.signals.map { number in
            // Until the source is live the signal ends the process, as it did before. Ignored
            // meanwhile, as other systems ask for, one that comes in this moment would be lost.
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                _ = notice.signalNumber.compareExchange(
                    expected: 0,
                    desired: number,
                    ordering: .relaxed
                )
            }
            source.resume()
            return source
        }
    }

    /// The signal that was noticed first; `nil` when none was.
    var signalNumber: Int32? {
        let number = notice.signalNumber.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }

    /// Asks from any thread whether a signal was noticed.
    var isNoticed: @Sendable () -> Bool {
        let notice = notice
        return { notice.signalNumber.load(ordering: .relaxed) != 0 }
    }

    /// Lets the signals end the process again.
    func end() {
        for source in sources { source.cancel() }
        for number in Self.signals { _ = signal(number, SIG_DFL) }
    }
}
