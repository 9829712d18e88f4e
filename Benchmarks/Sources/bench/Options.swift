/// What the command line asks for.
struct Options {
    /// A short run over the generated corpora only, nothing kept.
    var isShort = false
    /// Every answer compared with the slow reference, and nothing measured.
    var isProof = false
    /// Kernels beside the one that is chosen by itself.
    var kernels = ["plain"]
    /// Only the items whose name contains this.
    var filter: String?
    /// Write `corpora.tsv` anew and measure nothing.
    var writesCorpora = false

    static let usage = """
        usage: bench [--short | --prove] [--kernels plain,avx2] [--only WORDS] [--write-corpora]

          --short          a minute: generated corpora that stay in the cache, few rounds
          --prove          check every answer over the generated corpora, and time nothing
          --kernels NAMES  kernels to stand beside the one that is chosen by itself
          --only WORDS     only items whose name contains these words; nothing is kept
          --write-corpora  write corpora.tsv anew, after the generator has changed

        """

    /// Reads the arguments; `nil` when they make no sense.
    init?(_ arguments: [String]) {
        var arguments = arguments[...]
        while let argument = arguments.popFirst() {
            switch argument {
            case "--short": isShort = true
            case "--prove": isProof = true
            case "--write-corpora": writesCorpora = true
            case "--kernels":
                guard let names = arguments.popFirst() else { return nil }
                kernels = names.split(separator: ",").map(String.init)
            case "--only":
                guard let words = arguments.popFirst() else { return nil }
                filter = words
            default: return nil
            }
        }
    }
}
