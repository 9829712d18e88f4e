import Foundation
import SeptetProviders

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

// swift run own-provider own.json, with server.py running.
let octets = Array(try Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[1])))
let provider = try Provider(description: octets)
let account = ProviderAccount(["token": "secret"])
let message = Message(
    text: "Grüße",
    recipients: ["+447700900123", "+447700900124"],
    sender: "Acme"
)

for request in try provider.prepare(message, account: account).get() {
    guard let url = URL(string: request.url) else { continue }
    var urlRequest = URLRequest(url: url)
    urlRequest.httpMethod = request.method.rawValue
    for header in request.headers {
        urlRequest.addValue(header.value, forHTTPHeaderField: header.name)
    }
    urlRequest.httpBody = Data(request.body)
    let (body, response) = try await URLSession.shared.data(for: urlRequest)
    let reply = try provider.reply(Array(body), status: (response as? HTTPURLResponse)?.statusCode)
    if let error = reply.error { print(error, error.retry == .later ? "(later)" : "") }
    for recipient in reply.recipients {
        print(recipient.recipient ?? "", recipient.id ?? "", recipient.partCount ?? 0)
    }
}
