import Glibc

/// Whether the tests run under the address or the thread sanitizer.
///
/// Both keep freed memory, so that resident pages say nothing; the first finds leaks itself.
enum Sanitizer {
    static let isPresent = unsafe dlsym(nil, "__sanitizer_print_stack_trace") != nil
}
