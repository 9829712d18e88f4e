"""First names, cities, phone ranges and number formats of each language.

Phone numbers lie in ranges set aside for fiction (United Kingdom, Germany, France) or begin with
digits that no subscriber number of the country has. {n} is a number of three digits, at most 099
in the German range.
"""

# How many recipients a language has; 25 when it is not named.
COUNTS = {"en": 80, "de": 60, "fr": 45, "es": 45, "it": 35, "pt": 30}

# language: (phone, date format, decimal sign, cities, first names)
PEOPLE = {
    "en": ("+447700900{n}", "{d} {month}", ".",
           "London|Leeds|Cardiff|Glasgow|Belfast|Bristol",
           "Oliver|Amelia|Siân|Zoë|Harry|Niamh|Chloë|George|Priya|Mohammed|Esmé|Jack|Ruth|Seán"),
    "de": ("+491713920{n}", "{d}.{m}.", ",",
           "Berlin|München|Köln|Düsseldorf|Görlitz|Graz",
           "Jürgen|Käthe|Björn|Änne|Lukas|Sabine|Günther|Zoé|Ümit|Franziska|Sören|Annegret|Jörg|Mia"),
    "fr": ("+33639980{n}", "{d}/{m}", ",",
           "Paris|Besançon|Orléans|Nîmes|Saint-Étienne|Angoulême",
           "Élodie|François|Zoé|Jérôme|Maëlle|Noël|Françoise|Benoît|Anaïs|Hélène|Loïc|Inès|Théo|Aïcha"),
    "es": ("+34100000{n}", "{d}/{m}", ",",
           "Madrid|Málaga|Córdoba|A Coruña|León|Cádiz",
           "José|Begoña|Íñigo|Lucía|Martín|Sofía|Ángel|Núria|Andrés|Rocío|Óscar|Inés|Raúl|Belén"),
    "pt": ("+351100000{n}", "{d}/{m}", ",",
           "Lisboa|Évora|Guimarães|Setúbal|Porto|Olhão",
           "João|Conceição|Inês|Gonçalo|António|Lúcia|Simão|Luís|Assunção|Tomás|Beatriz|Estêvão|Mónica|Rui"),
    "it": ("+39100000{n}", "{d}/{m}", ",",
           "Roma|Forlì|Cefalù|Torino|Cantù|Bari",
           "Niccolò|Giulia|Cosimo|Desirée|Matteo|Chiara|Nicolò|Lucia|Alessandro|Noemi|Paolo|Martina"),
    "pl": ("+48100000{n}", "{d}.{m}", ",",
           "Warszawa|Łódź|Kraków|Gdańsk|Świnoujście|Rzeszów",
           "Łukasz|Małgorzata|Żaneta|Michał|Grażyna|Paweł|Agnieszka|Wojciech|Zofia|Stanisław|Józef|Ola"),
    "cs": ("+420100000{n}", "{d}. {m}.", ",",
           "Praha|Brno|Plzeň|České Budějovice|Ústí nad Labem|Jičín",
           "Jiří|Žaneta|Lukáš|Kateřina|Ondřej|Zdeněk|Šárka|Tomáš|Růžena|Matěj|Eliška|Vojtěch|Běla|Štěpán"),
    "hu": ("+361000{n}0", "{m}. {d}.", ",",
           "Budapest|Győr|Pécs|Hódmezővásárhely|Sopron|Székesfehérvár",
           "Ágnes|Béla|Csilla|Dénes|Eszter|Győző|Ildikó|János|Örs|Zsófia|Ödön|Fruzsina"),
    "tr": ("+90100000{n}0", "{d}.{m}", ",",
           "İstanbul|Ankara|İzmir|Diyarbakır|Muğla|Eskişehir",
           "Ayşe|Çağlar|Şükrü|Gülşah|Ömer|Işıl|İbrahim|Zeynep|Oğuz|Buğra|Ümran|Nazlı|Tuğba|Barış"),
    "el": ("+30100000{n}0", "{d}/{m}", ",",
           "Αθήνα|Θεσσαλονίκη|Πάτρα|Ηράκλειο|Λάρισα|Βόλος",
           "Γιώργος|Μαρία|Ελένη|Κώστας|Δημήτρης|Ιωάννα|Νίκος|Σοφία|Χρήστος|Αγγελική|Θάνος|Κατερίνα"),
    "ru": ("+7100000{n}0", "{d}.{m}", ",",
           "Казань|Самара|Псков|Тула|Орёл|Омск",
           "Алёна|Фёдор|Наталья|Игорь|Юлия|Артём|Ольга|Сергей|Кирилл|Жанна|Лев|Эмилия"),
    "hi": ("+911000000{n}", "{d}/{m}", ".",
           "दिल्ली|मुंबई|जयपुर|लखनऊ|पुणे|इंदौर",
           "आरव|अनन्या|विवेक|प्रिया|राजेश|सुनीता|कृष्णा|मीरा|अर्जुन|दीपिका|सौरभ|नेहा"),
    "ar": ("+966100000{n}", "{d}/{m}", ".",
           "الرياض|جدة|الدمام|أبها|تبوك|المدينة",
           "محمد|فاطمة|أحمد|نورة|عبدالله|سارة|خالد|ريم|يوسف|هند|عمر|ليلى"),
    "zh": ("+861010000{n}0", "{m}月{d}日", ".",
           "北京|上海|广州|成都|杭州|西安",
           "王芳|李伟|张敏|刘洋|陈静|杨磊|赵雪|黄勇|周婷|吴昊|徐丽|孙杰"),
    "ja": ("+811000000{n}", "{m}月{d}日", ".",
           "東京|大阪|京都|札幌|福岡|仙台",
           "陽菜|蓮|さくら|大翔|結衣|健太|美咲|悠真|葵|翔太|真由美|ひろし"),
}
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
