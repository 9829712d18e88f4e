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

    @Test(
        "Defaults may be written as filters",
        arguments: [
            "{{name | default: \"friend\"}}", "{{ name | default: 'friend' }}",
            "{{name|default:friend}}",
            "{{ name|default(\"friend\") }}", "{{ name | capitalize | default: \"friend\" }}",
            "{{name | fallback: 'friend'}}", "{{name|friend}}",
        ]
    )
    func defaultsMayBeFilters(text: String) throws {
        let template = try MessageTemplate(text)
        #expect(template.fields.map(\.column) == ["name"])
        #expect(template.fields.map(\.fallback) == ["friend"])
        #expect(try template.text(["name": "\u{A0}\u{A0}"]) == "friend")
        #expect(try template.text(["name": "Ann"]) == "Ann")
        #expect(template.remarks(columns: ["name"]).isEmpty != text.utf8.contains(0x7A))
    }

    @Test(
        "Placeholders of other systems are not counted as text in silence",
        arguments: [
            "((first_name))", "{first_name}", "${first_name}", "%FIRST_NAME%", "*|FIRST NAME|*",
            "[First-Name]", "<<first_name>>", "<first_name>", "#first_name#", "[[first_name]]",
            "%%first_name%%", "{contact.first_name}", "#{first_name}", "${first_name | upcase}",
            "<%= first_name %>", "«First Name»",
        ]
    )
    func foreignPlaceholdersAreNamed(placeholder: String) throws {
        let template = try MessageTemplate("20% off, \(placeholder), 50% off")
        #expect(
            template.remarks(columns: ["phone", "First_Name"]) == [
                "\"\(placeholder)\" is counted as text; for the column \"First_Name\" write "
                    + "{{First_Name}}."
            ]
        )
    }

    @Test func otherRemarksOnTemplates() throws {
        func remarks(_ text: String) throws -> [String] {
            try MessageTemplate(text).remarks(columns: ["name"])
        }
        #expect(try remarks("{% if x %}Hi{% endif %}").count == 2)
        #expect(
            try remarks("*|FNAME|*") == [
                "\"*|FNAME|*\" looks like a placeholder of another system and is counted as text; "
                    + "no column has that name."
            ]
        )
        #expect(
            try remarks("{{{name}}}") == [
                "Of \"{{{name}}}\" the outer braces are counted as text; write {{name}}."
            ]
        )
        #expect(
            try remarks("{{name | upcase}}") == [
                "\" upcase\" is the text of an empty {{name}}, not a filter."
            ]
        )
        #expect(
            try remarks("{{name | truncate: 10}}") == [
                "The filter \"truncate\" of {{name}} is not applied: values are counted as they are."
            ]
        )
        for text in [
            "50% off, 20% more", "<<< Sale >>>", "((:", "[1] {} {a} <b>", "#sale #now", "a < b > c",
            "(( Sale today ))", "100%%", "{{name}}", "{% never closed",
        ] {
            #expect(try remarks(text).isEmpty, "\(text)")
        }
    }

    @Test func cellsOfNoBreakSpacesAreEmpty() throws {
        let template = try MessageTemplate("Hi {{name|friend}}")
        let compiled = try CompiledTemplate(template, columns: ["name"])
        for (value, wanted) in [
            ("\u{A0}", "Hi friend"), (" \u{A0} \u{202F}", "Hi friend"), ("\u{FEFF}", "Hi friend"),
            ("\u{200B}\u{A0}", "Hi \u{200B}\u{A0}"), (" ", "Hi  "), ("\u{A0}a", "Hi \u{A0}a"),
            ("\u{C2}", "Hi \u{C2}"), ("\u{E2}\u{A0}", "Hi \u{E2}\u{A0}"),
        ] {
            let octets = Array(value.utf8)
            var text: [UInt8] = []
            compiled.expand(row: octets.span, fields: [0..<octets.count].span, into: &text)
            #expect(String(decoding: text, as: UTF8.self) == wanted)
            let plan = try compiled.plan(row: octets.span, fields: [0..<octets.count].span)
            #expect(try plan == Planner().plan(wanted))
        }
    }
}
