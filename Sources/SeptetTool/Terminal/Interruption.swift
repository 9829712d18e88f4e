internal import Dispatch
internal import Foundation
internal import Synchronization

/// Notices that a person or the system wants the command to end, and lets it end in order.
final class Interruption: Sendable {
    private static let signals = [SIGINT, SIGTERM]

    private let noticed = Atomic<Int32>(0)
    // Written once before any other thread can see it.
    nonisolated(unsafe) private var sources: [any DispatchSourceSignal] = []

    /// Begins to notice; the signals no longer end the process.
    init() {
        let queue = DispatchQueue(label: "signals")
        unsafe sources = Self.signals.map { number in
            _ = signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { [weak self] in
                _ = self?.noticed.compareExchange(
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
        let number = noticed.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }

    /// Lets the signals end the process again.
    func end() {
        for number in Self.signals { _ = signal(number, SIG_DFL) }
    }
}
