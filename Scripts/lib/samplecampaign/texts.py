"""The texts, by language. {name} {city} {order} {pin} {date} {time} {amount} are filled in."""

TEXTS = {
    "en": [
        "Your Harbour & Pine code is {pin}. It is valid for 10 minutes. Don't share it with anyone.",
        "Hi {name}, your parcel {order} arrives on {date} between {time} and 18:00. Not in? Reply 1 for a neighbour, 2 for the shop in {city}.",
        "{name}, this is a reminder of your appointment at Riverside Dental, {city}: {date}, {time}.\nPlease bring your insurance card.\nTo cancel, reply NO.",
        "🍂 Autumn sale! Up to 40% off coats, boots & knitwear in our {city} store. This weekend only. Show this text at the till. STOP to opt out",
        "Hello {name}, we’ve received your payment of £{amount}. Thank you! Your receipt is at hp.example/r/{order}",
        "Dear {name}, the clinic called: your results are ready. Nothing to worry about, but please ring us on weekdays between 9 and 12. Your reference is \"{order}\".",
        "Hi {name}, thank you for being with us for another year! To celebrate, we are opening our {city} shop one evening just for our regular customers: {date} from {time}. There will be hot cider, a small band, and 15% off everything on the shelves, the new winter range included. Bring a friend if you like; we only ask you to tell us by replying YES, so that there are enough mince pies for everybody. We look forward to seeing you.\nThe Harbour & Pine team",
        "Road works on the A40: the bus to {city} leaves at {time} from stop C [not B]. Sorry for the trouble.",
        "Your table for 4 is booked, {name} – {date}, {time}. See you soon! 🍝",
    ],
    "de": [
        "Ihr Bestätigungscode lautet {pin}. Bitte geben Sie ihn an niemanden weiter.",
        "Guten Tag {name}, Ihr Paket {order} kommt am {date} zwischen {time} und 18:00 Uhr. Abstellort ändern: hp.example/p/{order}",
        "Hallo {name}, wir erinnern an Ihren Termin am {date} um {time} Uhr in der Praxis Dr. Weiß, {city}. Bitte bringen Sie Ihre Versichertenkarte mit.",
        "Herbstaktion in {city}: 20 % auf alle Jacken, ab 49,90 €! Nur bis {date}. Abmelden mit STOP",
        "Vielen Dank, {name}! Ihre Zahlung über {amount} € ist eingegangen. Rechnung {order} finden Sie in Ihrem Kundenkonto.",
        "Liebe/r {name}, „Der Zauberberg“ liegt für Sie bereit. Abholung bis {date} in der Stadtbücherei {city}, Mo–Fr 10–19 Uhr.",
        "Guten Tag {name},\nin Ihrem Haus wird am {date} ab {time} Uhr das Wasser abgestellt, voraussichtlich für drei Stunden. Grund sind dringende Arbeiten an der Hauptleitung in {city}. Bitte füllen Sie rechtzeitig einige Behälter und lassen Sie die Hähne geschlossen, damit danach nichts überläuft. Warmwasser kann am Abend noch etwas trüb sein, das ist unbedenklich. Bei Fragen erreichen Sie uns unter der Störungsnummer auf Ihrer Rechnung.\nIhre Stadtwerke",
        "{name}, dein Trikot ist da! ⚽ Abholen ab {time} im Laden, {city}.",
    ],
    "fr": [
        "Votre code de vérification est {pin}. Il expire dans 10 minutes.",
        "Bonjour {name}, votre colis {order} sera livré le {date} entre {time} et 18h. Absent(e) ? Répondez 2 pour un point relais à {city}.",
        "{name}, rappel : rendez-vous le {date} à {time} chez le Dr Lefèvre, {city}. Pour annuler, répondez NON.",
        "Soldes d’été à {city} ! Jusqu’à -50 % sur les maillots et les sandales. Dès 19,90 € ☀️ STOP au 36180",
        "Merci {name}, votre paiement de {amount} € a bien été reçu. Facture {order} disponible dans votre espace.",
        "Chère cliente, cher client, votre lunette est prête. Magasin de {city}, du mardi au samedi, 9h30-19h.",
        "Bonjour {name},\n\nToute l’équipe du théâtre de {city} vous attend le {date} à {time} pour l’ouverture de la saison. Au programme : une lecture, un concert au foyer et, pour finir, un verre offert à tous nos abonnés. L’entrée est libre, mais la salle n’a que 180 places ; pensez à réserver en répondant OUI à ce message, suivi du nombre de personnes. À très bientôt !",
        "Votre cœur de métier, c’est la vente ? Formation gratuite à {city} le {date}.",
    ],
    "es": [
        "Tu código es {pin}. No lo compartas con nadie.",
        "Hola {name}, tu pedido {order} llega el {date} entre las {time} y las 18:00. ¿No estarás? Responde 2.",
        "Recordatorio: {name}, tienes cita el {date} a las {time} en la Clínica Sanz de {city}. Para anularla, responde NO.",
        "¡Rebajas en {city}! Hasta un 40 % en zapatos y bolsos, desde 24,95 €. Solo hasta el {date}. BAJA para no recibir más",
        "Gracias, {name}. Hemos recibido tu pago de {amount} €. Factura {order}.",
        "¡Enhorabuena, {name}! 🎉 Has ganado una cena para dos en \"La Ñora\", {city}. Reserva antes del {date}.",
        "Estimada familia: el {date} a las {time} celebramos la reunión de inicio de curso en el colegio de {city}. Hablaremos del comedor, de las rutas de autobús y de las actividades de la tarde; además conoceréis a las nuevas profesoras de música y de inglés. Rogamos puntualidad y que confirméis la asistencia respondiendo SÍ a este mensaje. Muchas gracias.",
    ],
    "pt": [
        "O seu código é {pin}. Não o partilhe com ninguém.",
        "Olá {name}, a sua encomenda {order} chega a {date} entre as {time} e as 18:00.",
        "{name}, lembramos a sua consulta a {date}, às {time}, na Clínica São João, {city}. Para desmarcar responda NÃO.",
        "Promoção de verão em {city}: pães e bolos com 20% de desconto até {date}. Temos açúcar amarelo, limão e canela!",
        "Recebemos o seu pagamento de {amount} €. Obrigado, {name}! Recibo {order}.",
        "Parabéns, {name}! 🎂 Hoje o café é por nossa conta na loja de {city}.",
        "Estimado cliente, informamos que a estação de {city} estará fechada no dia {date} a partir das {time}, para a instalação de novos elevadores. Os autocarros de substituição partem da praça em frente, de dez em dez minutos. Pedimos desculpa pelo incómodo e agradecemos a sua compreensão.",
    ],
    "it": [
        "Il tuo codice è {pin}. Vale 10 minuti.",
        "Ciao {name}, il pacco {order} arriva il {date} dalle {time} alle 18:00. Non ci sei? Rispondi 2.",
        "{name}, ti aspettiamo il {date} alle {time} nello studio di {city}. Se non puoi venire, rispondi NO.",
        "Saldi a {city}: fino al 50% su scarpe e borse, da 29,90 €. È l’ultima settimana!",
        "Grazie {name}: pagamento di {amount} € ricevuto. Ricevuta n. {order}.",
        "La biblioteca di {city} ti ricorda che \"Il barone rampante\" scade il {date}. Perché non rinnovarlo? Basta rispondere SÌ.",
    ],
    "pl": [
        "Twój kod to {pin}. Nie podawaj go nikomu.",
        "Dzień dobry! Paczka {order} będzie u Ciebie {date} między {time} a 18:00. Zmiana terminu: hp.example/p/{order}",
        "{name}, przypominamy o wizycie {date} o godz. {time}, Przychodnia Pod Dębem, {city}. Odwołanie: odpisz NIE.",
        "Tylko do {date}: -30% na wszystkie buty w sklepie {city}! Pokaż ten SMS przy kasie.",
        "Dziękujemy! Wpłata {amount} zł zaksięgowana, faktura {order}.",
        "Wszystkiego najlepszego, {name}! 🎁 Czeka na Ciebie prezent w salonie {city}, ul. Źródlana 5.",
        "Szanowni Państwo,\nw dniu {date} od godz. {time} nastąpi przerwa w dostawie prądu w rejonie: {city}, osiedle Słoneczne. Prace potrwają około czterech godzin. Prosimy odłączyć wrażliwe urządzenia i nie otwierać lodówek bez potrzeby. Przepraszamy za utrudnienia.",
    ],
    "cs": [
        "Váš kód je {pin}. Nikomu ho neříkejte.",
        "Dobrý den, zásilka {order} dorazí {date} mezi {time} a 18:00. Nebudete doma? Odpovězte 2.",
        "{name}, připomínáme termín {date} v {time}, ordinace MUDr. Nováková, {city}. Zrušení: odpovězte NE.",
        "Podzimní slevy! {city}: až 40 % na bundy a boty, jen do {date}.",
        "Děkujeme, platba {amount} Kč byla přijata. Doklad {order}.",
        "Krásné narozeniny, {name}! 🎈 V prodejně {city} na Vás čeká malý dárek.",
        "Vážení cestující, dne {date} od {time} bude přerušen provoz na trati {city} – Kolín. Náhradní autobusy odjíždějí od nádraží každých patnáct minut, jízdní kola bohužel nepřepravují. Předpokládaný konec výluky je v neděli večer. Děkujeme za pochopení a přejeme Vám šťastnou cestu.",
    ],
    "hu": [
        "Az ellenőrző kódja: {pin}. Ne adja meg senkinek!",
        "Kedves {name}! A(z) {order} számú csomag érkezése: {date} {time}-18:00.",
        "{name}, emlékeztetjük: időpontja {date} {time}, Tölgyfa Rendelő, {city}. Lemondás: NEM.",
        "Őszi vásár! {city}: 30% kedvezmény minden kabátra {date}-ig.",
        "Köszönjük, {name}! Megérkezett a(z) {amount} Ft befizetése. Számla: {order}.",
    ],
    "tr": [
        "Doğrulama kodunuz: {pin}. Kimseyle paylaşmayın.",
        "Merhaba {name}, {order} numaralı kargonuz {date} günü {time} ile 18:00 arasında teslim edilecek.",
        "Sayın {name}, {date} saat {time} için {city} Göz Kliniği randevunuzu hatırlatırız. İptal için HAYIR yazın.",
        "Büyük indirim! {city} mağazamızda tüm ayakkabılarda %40’a varan fırsatlar, {date} tarihine kadar.",
        "Ödemeniz alındı: {amount} TL. Teşekkür ederiz. Fiş no: {order}",
        "İyi ki doğdun {name}! 🎉 {city} şubemizde bir kahve bizden.",
        "Değerli müşterimiz, {date} günü saat {time} itibarıyla {city} genelinde planlı bakım nedeniyle su kesintisi olacaktır. Çalışmanın yaklaşık beş saat sürmesi bekleniyor. Lütfen ihtiyacınız kadar suyu önceden hazırlayınız. Anlayışınız için teşekkür ederiz.",
    ],
    "el": [
        "Ο κωδικός σας είναι {pin}. Μην τον δώσετε σε κανέναν.",
        "ΤΟ ΔΕΜΑ ΣΑΣ {order} ΦΤΑΝΕΙ {date} {time}-18:00.",
        "Γεια σας {name}, το ραντεβού σας είναι {date} στις {time}, Ιατρείο Παπαδάκη, {city}. Ακύρωση: απαντήστε ΟΧΙ.",
        "Εκπτώσεις έως 50% στην {city}, μόνο μέχρι {date}! ☀️",
        "Ευχαριστούμε {name}. Λάβαμε την πληρωμή σας: {amount} €. Απόδειξη {order}.",
        "Αγαπητοί γονείς, η σχολική γιορτή θα γίνει {date} στις {time} στο δημοτικό θέατρο της πόλης ({city}). Παρακαλούμε να είστε εκεί μισή ώρα νωρίτερα· τα παιδιά χρειάζονται μόνο τη στολή τους και λίγο νερό.",
    ],
    "ru": [
        "Ваш код: {pin}. Никому его не сообщайте.",
        "{name}, заказ {order} прибудет {date} с {time} до 18:00. Изменить время: hp.example/p/{order}",
        "{name}, напоминаем о записи: {date}, {time}, клиника «Тополь», {city}. Отменить: ответьте НЕТ.",
        "Осенняя распродажа! Скидки до 40 % на обувь. {city}, до {date}.",
        "Спасибо! Оплата {amount} руб. получена, чек № {order}.",
        "Уважаемые жильцы! {date} с {time} в доме не будет горячей воды: меняем трубы в подвале. Работы продлятся два дня. Просим держать краны закрытыми. Извините за неудобства.",
    ],
    "hi": [
        "आपका कोड {pin} है। इसे किसी को न बताएं।",
        "नमस्ते {name}, आपका पार्सल {order} {date} को {time} से 18:00 के बीच पहुंचेगा।",
        "{name} जी, {date} को {time} बजे {city} क्लिनिक में आपकी अपॉइंटमेंट है। रद्द करने के लिए NO भेजें।",
        "दिवाली सेल! 🪔 {city} स्टोर में 50% तक की छूट, केवल {date} तक।",
        "धन्यवाद {name}! ₹{amount} का भुगतान मिल गया। रसीद {order}.",
        "प्रिय ग्राहक, {date} को {time} बजे से {city} के कुछ इलाकों में बिजली बंद रहेगी। काम लगभग तीन घंटे चलेगा। असुविधा के लिए हमें खेद है।",
    ],
    "ar": [
        "رمز التحقق الخاص بك هو {pin}. لا تشاركه مع أحد.",
        "مرحباً {name}، ستصل شحنتك {order} يوم {date} بين {time} و18:00.",
        "{name}، نذكركم بموعدكم يوم {date} الساعة {time} في عيادة النور، {city}. للإلغاء أرسل: لا",
        "تخفيضات تصل إلى 50٪ في فرع {city} حتى {date} 🎁",
        "شكراً {name}، تم استلام مبلغ {amount} ريال. رقم الإيصال {order}.",
        "عزيزنا العميل، سيتم إغلاق فرع {city} يوم {date} من الساعة {time} لأعمال الصيانة. يمكنكم خلال ذلك استخدام التطبيق أو زيارة أقرب فرع. نعتذر عن الإزعاج ونشكركم على تفهمكم.",
    ],
    "zh": [
        "【松港】验证码{pin},10分钟内有效,请勿告诉他人。",
        "{name}您好,您的包裹{order}将于{date}{time}至18:00送达,请保持电话畅通。",
        "【{city}口腔门诊】{name},您预约的就诊时间为{date}{time},请携带身份证。取消请回复N。",
        "秋季大促!{city}店全场五折起,仅限{date}。🍂 退订回T",
        "{name},已收到您的付款{amount}元,订单号{order}。谢谢!",
        "尊敬的用户:因管道检修,{city}部分小区将于{date}{time}起停水,预计6小时后恢复。请提前储水,并关好水龙头。给您带来不便,敬请谅解。",
    ],
    "ja": [
        "認証コード:{pin}。他人に教えないでください。",
        "{name}様、お荷物({order})は{date}{time}〜18:00にお届けします。",
        "{name}様、{date}{time}のご予約の確認です。{city}ひかり歯科。変更は返信で「1」を。",
        "秋のセール🍁 {city}店、{date}まで全品20%オフ!",
        "お支払い{amount}円を確認しました。ありがとうございます。受付番号{order}",
    ],
}

# (sender, bits of the reference, reference, languages allowed, a part is lost, text)
INBOX = [
    ("+447700900123", 8, 42, "none", False,
     "Running late, sorry! Can you start without me? I'll bring the cake."),
    ("+447700900123", 8, 0, "none", False,
     "So, the plan for Saturday: we meet at the station at nine, take the slow train to Whitby and "
     "walk along the cliffs to Robin Hood's Bay. It's about eleven kilometres, mostly flat [except "
     "for the last bit]. Bring water, a hat, and something against the wind. Lunch is on me, up to "
     "€15 each ;-) If it rains, we go to the museum instead & nobody has to pretend they like mud. "
     "Tell me by Thursday if you're in, because I have to book the table."),
    ("+33639980456", 8, 42, "none", False,
     "Coucou ! Le train a du retard, j’arrive vers 20h10. Garde-moi une part de gâteau 🍰 et dis à "
     "Élodie que j’ai trouvé son écharpe. À tout de suite !"),
    ("+48100000789", 16, 4660, "none", False,
     "Cześć, jutro o siódmej pod kinem? Kupiłem już bilety, miejsca 5 i 6 w rzędzie ósmym. Weź "
     "parasol, bo ma lać. Ściskam!"),
    ("+901000001230", 8, 7, "turkish", False,
     "Akşam yemeğine gelirken ekmek alır mısın? Çocuklar şimdiden acıkmış, ışıkları da açık unutma."),
    ("+901000001230", 8, 8, "turkish", False,
     "Yarınki toplantı saat onda başlıyor, ama biz yarım saat önce buluşalım. Sunumun son halini "
     "gönderdim; lütfen üçüncü sayfadaki şekli değiştir. Öğleden sonra müşteriyle görüşeceğiz."),
    ("+861010000123", 8, 200, "none", True,
     "明天的会议改到下午三点,地点不变。请大家提前准备好上个月的报表,尤其是华东区的数据。"
     "另外,新同事小陈会参加,麻烦前台帮她办一张门禁卡。会议结束后一起吃饭,附近新开了一家湘菜馆,"
     "听说不错。有事不能来的请今天下班前告诉我,我好订位子。谢谢大家!最近天气转凉,注意保暖。"
     "周五的团建照常进行,集合时间是早上八点,地点在公司楼下。"),
    ("+491713920042", 16, 42, "none", False,
     "Schöne Grüße aus Görlitz! Wir sitzen am Untermarkt, essen Eis und denken an euch. Das Zimmer "
     "ist prima, nur die Glocken sind sehr pünktlich. Morgen fahren wir mit dem Rad an der Neiße "
     "entlang, übermorgen geht es zurück. Kuss, Käthe"),
]
