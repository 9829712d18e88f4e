import Septet
import SeptetCampaigns
import Testing

@Suite struct MessageTemplateTests {
    /// Texts as they are, fields in angle brackets.
    private static func picture(
        _ text: String,
        _ syntax: TemplateSyntax = .fields
    ) throws(TemplateError) -> String {
        picture(of: try MessageTemplate(text, syntax: syntax))
    }

    private static func picture(of template: MessageTemplate) -> String {
        template.pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .field(let field):
                field.fallback.isEmpty
                    ? "<\(field.column)>" : "<\(field.column)|\(field.fallback)>"
            }
        }.joined(separator: "·")
    }

    @Test(arguments: [
        ("", ""),
        ("Hello", "Hello"),
        ("Hello {{name}}!", "Hello ·<name>·!"),
        ("{{a}}{{b}}", "<a>·<b>"),
        ("{{ first name\t}}", "<first name>"),
        ("{{name|friend}}", "<name|friend>"),
        ("{{ name | dear friend }}", "<name| dear friend >"),
        ("{{name|}}", "<name>"),
        ("{{name|a|b}}", "<name|a|b>"),
        ("{{name|{}}}", "<name|{>·}"),
        ("{name} } {", "{name} } {"),
        ("a }} b", "a }} b"),
        ("{{{name}}}", "{·<name>·}"),
        ("{{{{name}}}}", "{{·<name>·}}"),
        (#"\{{name}}"#, "{{name}}"),
        (#"\\{{name}}"#, #"\·<name>"#),
        (#"\\\{{name}}"#, #"\{{name}}"#),
        (#"a\b \{ \n \"#, #"a\b \{ \n \"#),
        (#"\{{{name}}"#, "{{{name}}"),
        ("{{ñame|ß😀}}é", "<ñame|ß😀>·é"),
        ("[%1%] [%goto:http://a.b/%]", "[%1%] [%goto:http://a.b/%]"),
    ])
    func isReadAsDocumented(text: String, wanted: String) throws {
        #expect(try Self.picture(text) == wanted)
    }

    @Test(arguments: [
        ("Hi [%1%], [%4%]", "Hi ·<param1>·, ·<param4>"),
        ("[%0%][%5%][%12%][%%][%]", "[%0%][%5%][%12%][%%][%]"),
        ("See [%goto:http://example.com/a?b=1%].", "See http://cut.li/ABCD."),
        ("[%goto:http://a/[%1%]/%]x", "http://cut.li/ABCDx"),
        ("[%goto:http://a/", "[%goto:http://a/"),
        ("[%contact.name%] {{name|x}}", "<name>· ·<name|x>"),
        ("{{a|[%1%]}}", "<a|[%1%]>"),
        ("[[%1%]]", "[·<param1>·]"),
    ])
    func readsTheProvidersPlaceholders(text: String, wanted: String) throws {
        #expect(try Self.picture(text, .smsapi()) == wanted)
    }

    @Test func parametersCanBeNamed() throws {
        let syntax = TemplateSyntax.smsapi(parameters: ["city", "code"])
        #expect(try Self.picture("[%2%] [%1%] [%3%]", syntax) == "<code>· ·<city>· ·<param3>")
    }

    @Test func shortLinksMakeTheEstimateUnsure() throws {
        #expect(try MessageTemplate("a [%goto:b%]", syntax: .smsapi()).hasShortLink)
        #expect(try !MessageTemplate("a [%goto:b%]").hasShortLink)
        #expect(try !MessageTemplate("a [%1%]", syntax: .smsapi()).hasShortLink)
    }

    @Test(arguments: [
        ("é {{name", TemplateError.unclosedField(utf8Offset: 3)),
        ("{{", .unclosedField(utf8Offset: 0)),
        ("a{{b}", .unclosedField(utf8Offset: 1)),
        ("{{a {{b}}", .unclosedField(utf8Offset: 0)),
        ("{{a {{{b}}", .unclosedField(utf8Offset: 0)),
        ("x{{}}", .emptyName(utf8Offset: 1)),
        ("x{{  |a}}", .emptyName(utf8Offset: 1)),
    ])
    func faultsHaveTheirPlace(text: String, wanted: TemplateError) {
        #expect(throws: wanted) { try MessageTemplate(text) }
    }

    @Test func aContactNeedsAName() {
        #expect(throws: TemplateError.emptyName(utf8Offset: 1)) {
            try MessageTemplate("a[%contact.%]", syntax: .smsapi())
        }
    }

    @Test func octetsOfAFileAreRead() throws {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        for (text, wanted) in [
            ("{{a}} b\n", "<a>· b"), ("b\r\n", "b"), ("b\n\n", "b\n"), ("\n", ""), ("b\r", "b\r"),
        ] {
            for octets in [Array(text.utf8), mark + text.utf8] {
                #expect(Self.picture(of: try MessageTemplate(utf8: octets)) == wanted)
            }
        }
        #expect(throws: TemplateError.unclosedField(utf8Offset: 4)) {
            try MessageTemplate(utf8: mark + "a{{b\n".utf8)
        }
        #expect(throws: TemplateError.invalidUTF8(utf8Offset: 2)) {
            try MessageTemplate(utf8: [0x61, 0x62, 0xC3, 0x28])
        }
    }

    @Test func fieldsHaveALimit() throws {
        let most = String(repeating: "{{a}}", count: MessageTemplate.fieldLimit)
        #expect(try MessageTemplate(most).fields.count == MessageTemplate.fieldLimit)
        let wanted = TemplateError.tooManyFields(
            limit: MessageTemplate.fieldLimit,
            utf8Offset: most.utf8.count + 1
        )
        #expect(throws: wanted) { try MessageTemplate(most + " {{a}}") }
    }

    @Test func descriptionsNameThePlace() {
        let nearest = TemplateError.unknownColumn("citi", nearest: "city", utf8Offset: 9)
        #expect(
            nearest.description == #"no column is called "citi" (perhaps "city"?) at byte 9"#
        )
        #expect(
            TemplateError.unclosedField(utf8Offset: 3).description
                == #"no "}}" closes the field at byte 3"#
        )
    }
}
