/// What the generated messages are made of.
enum WordLists {
    static let english = words(
        """
        your order has been shipped and will arrive on Monday between 9 and 12 please call us back \
        today the code is valid for 10 minutes do not share it with anyone thank you for shopping \
        with us see you at the meeting tomorrow morning I am running late sorry can we move lunch \
        to next week the doctor is ready to see you in room 4 reply STOP to end happy birthday \
        from all of us your balance is low top up now to keep using the service new offers are \
        waiting in our store 20% off everything until Sunday bring this message flight LH1634 is \
        delayed gate B22 boarding starts at 17:45 we have received your payment of 49.90 have a \
        nice weekend what time does the train leave ok let me know if you need anything else love \
        you too delivery failed because nobody was home your parcel waits at the post office \
        password reset requested if it was not you ignore this appointment reminder dentist \
        Thursday bring insurance card parking is free behind the building
        """
    )

    static let polish = words(
        """
        Twoja przesyłka została wysłana i dotrze jutro między dziewiątą a dwunastą prosimy \
        oddzwonić pod podany numer kod jest ważny przez dziesięć minut nie udostępniaj go nikomu \
        dziękujemy za zakupy w naszym sklepie spóźnię się trochę przepraszam możemy przełożyć \
        obiad na następny tydzień wszystkiego najlepszego z okazji urodzin życzą całe biuro i \
        zarząd środki na koncie kończą się doładuj już teraz żeby korzystać dalej z usługi nowe \
        okazje czekają do niedzieli proszę pokazać tę wiadomość przy kasie lot opóźniony wyjście \
        na pokład zaczyna się o siedemnastej otrzymaliśmy płatność miłego weekendu daj znać jeśli \
        będziesz czegoś potrzebować też cię kocham doręczenie nieudane paczka czeka na poczcie \
        źródło łódź ćma śnieg gęś pięść żółw
        """
    )

    static let hindi = words(
        """
        आपका ऑर्डर भेज दिया गया है कल सुबह पहुँच जाएगा कृपया हमें वापस कॉल करें यह कोड दस मिनट तक मान्य है \
        किसी के साथ साझा न करें खरीदारी के लिए धन्यवाद जन्मदिन की शुभकामनाएँ आपका भुगतान प्राप्त हुआ बैठक कल होगी
        """
    )

    static let arabic = words(
        """
        تم إرسال طلبك وسوف يصل غدا صباحا يرجى الاتصال بنا هذا الرمز صالح لمدة عشر دقائق لا تشاركه مع أي \
        شخص شكرا لتسوقك معنا عيد ميلاد سعيد استلمنا دفعتك الموعد يوم الخميس أحضر بطاقة التأمين
        """
    )

    static let chinese = words(
        """
        您的订单已发货 预计明天上午送达 请回电 验证码十分钟内有效 请勿告诉他人 感谢您的惠顾 生日快乐 \
        我们已收到您的付款 会议改到下周 我要迟到了 对不起 航班延误 登机口变更 包裹在邮局等您领取
        """
    )

    static let emoji = words("😀 😂 ❤️ 👍 🎉 🙏 🔥 😍 🚀 🎂 ☀️ 📦 ✈️ 👨‍👩‍👧 🇵🇱 👋🏽 💙 ⏰")

    /// Extension characters and those of two octets in UTF-8; all of them are in ISO-8859-1, so
    /// that peers who know nothing else can take part.
    static let extended = Array("^{}\\[~]|éèùìòÇØøÅåÄÖÑÜäöñüàßÆæ£¥§¿¡É".unicodeScalars)

    private static func words(_ text: String) -> [String] {
        text.split(separator: " ").map(String.init)
    }
}
