// Prices a template for a list of recipients, with a price list as providers publish them.
//
//     swift run CampaignExample 'Hi {{name|friend}}!' prices.csv < recipients.csv > report.html
//
// The list is read line by line, so it may be of any size. Its first line has the names of the columns, one of them
// `phone`; this reader knows no quotes, and SeptetLists has one that does.

import SeptetCampaigns
import SeptetLists

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count == 2 else { fatalError("usage: CampaignExample TEMPLATE PRICES") }

let template = try MessageTemplate(arguments[0])
let prices = try ByteSource(path: arguments[1]).readToEnd(limit: 16 << 20)
var campaign = CampaignEstimator(CampaignSettings(prices: try PriceList(octets: prices)))

let columns = (readLine() ?? "").split(separator: ",").map(String.init)
while let line = readLine() {
    let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let values = Dictionary(zip(columns, fields)) { first, _ in first }
    do {
        try campaign.add(recipient: values["phone"], text: template.text(values))
    } catch let error as CampaignEstimator.Refusal {
        print("<!-- not counted: \(error) -->")  // And in the report, by its reason.
    }
}
print(CampaignHTML(campaign.report(title: arguments[0])).text)
