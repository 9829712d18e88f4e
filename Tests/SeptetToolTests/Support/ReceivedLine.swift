/// Lines of the input of `decode`.
enum ReceivedLine {
    /// A line of input: a part in GSM 7 bit with a header unless another scheme is given.
    static func part(
        _ userData: String,
        _ length: Int,
        dataCoding: Int = 0,
        hasHeader: Bool = true,
        sender: String? = nil
    ) -> String {
        #"{"userData":"\#(userData)","userDataLength":\#(length),"dataCoding":\#(dataCoding),"#
            + #""hasHeader":\#(hasHeader)"# + (sender.map { #","sender":"\#($0)""# } ?? "") + "}\n"
    }
}
