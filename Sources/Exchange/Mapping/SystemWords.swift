/// How inventories call what the register of AI systems asks for, in English, Dutch, German and French.
///
/// There are no words for impact level, EU class, state and scope: what a file says about them is kept as text, for
/// each is a decision somebody has to take.
package enum SystemWords {
    /// By field key.
    package static let words: [String: FieldWords] = [
        "name": FieldWords(
            [
                "name", "title", "system name", "name of system", "AI system name", "name of the AI system",
                "use case name", "use case title", "AI use case name", "AI use case title", "application name",
                "tool name", "algorithm name", "model name", "project name", "solution name", "product name",
                "naam", "titel", "systeemnaam", "naam algoritme", "naam van het algoritme", "naam toepassing",
                "naam systeem",
                "Bezeichnung", "Systemname", "Name des Systems", "Name des KI-Systems", "Name des Verfahrens",
                "Name der Anwendung", "nom", "intitulé", "titre", "nom du système", "nom de l'algorithme",
                "nom du traitement", "désignation",
            ],
            hints: [
                "use case", "AI use case", "system", "AI system", "KI-System", "système d'IA", "Anwendung",
                "application", "algorithm", "algoritme", "tool", "model", "project",
                "solution", "product", "toepassing", "systeem", "Verfahren", "Algorithmus", "algorithme", "système",
                "outil",
                "cas d'usage", "Anwendungsfall",
            ]),
        "intendedPurpose": FieldWords(
            [
                "intended purpose", "purpose", "purpose of use", "intended use", "business purpose", "objective",
                "purpose and expected benefits", "what it is for", "summary", "goal", "aim",
                "summary of use case", "use case summary", "use case description", "purpose of the AI system",
                "doel", "doel van het algoritme", "doelstelling", "beoogd doel", "waarvoor", "doel en impact",
                "Zweck", "Zweckbestimmung", "Verwendungszweck", "Einsatzzweck", "Ziel", "Zielsetzung",
                "finalité", "finalités", "objectif", "objectifs", "but", "usage prévu",
            ],
            hints: [
                "description", "short description", "brief description", "problem solved", "benefits", "function",
                "korte omschrijving", "omschrijving", "beschrijving", "Beschreibung", "Kurzbeschreibung", "Nutzen",
                "descriptif", "présentation", "task", "Aufgabe", "taak", "tâche",
            ]),
        "description": FieldWords(
            [
                "description", "system description", "long description", "detailed description", "how it works",
                "general description", "technical description", "beschrijving", "omschrijving", "korte omschrijving",
                "technische werking", "hoe het algoritme werkt", "Beschreibung", "Systembeschreibung", "Funktionsweise",
                "descriptif", "description du système", "fonctionnement",
            ],
            hints: ["summary", "abstract", "samenvatting", "Zusammenfassung", "résumé", "overview", "details"]),
        "versionLine": FieldWords([
            "version", "version line", "system version", "model version", "release", "versie", "Versionsstand",
            "versionnage",
        ]),
        "intendedUsers": FieldWords([
            "intended users", "users", "end users", "user group", "user groups", "who uses it", "gebruikers",
            "beoogde gebruikers",
            "gebruikersgroep", "Nutzer", "Nutzergruppe", "Anwender", "vorgesehene Nutzer", "utilisateurs",
            "utilisateurs prévus", "utilisateurs finaux",
        ]),
        "foreseeableMisuse": FieldWords([
            "foreseeable misuse", "reasonably foreseeable misuse", "misuse", "misbruik", "voorzienbaar misbruik",
            "Fehlanwendung",
            "vorhersehbare Fehlanwendung", "mauvaise utilisation", "mauvaise utilisation prévisible",
        ]),
        "prohibitedUses": FieldWords([
            "prohibited uses", "prohibited use", "not to be used for", "out of scope uses", "verboden gebruik",
            "unzulässige Verwendung", "unzulässige Verwendungen", "verbotene Nutzung", "usages interdits",
            "usage interdit",
        ]),
        "technique": FieldWords([
            "technique", "techniques", "AI technique", "AI techniques", "type of AI", "AI type", "techniek", "soort AI",
            "Technik",
            "KI-Verfahren", "technique d'IA", "type d'IA",
        ]),
        "autonomyLevel": FieldWords([
            "autonomy level", "level of autonomy", "degree of automation", "autonomie", "mate van autonomie",
            "Autonomiegrad",
            "Automatisierungsgrad", "niveau d'autonomie", "degré d'autonomie",
        ]),
        "sourcing": FieldWords([
            "sourcing", "make or buy", "in-house or bought", "in-house or vendor", "build or buy", "herkomst",
            "Beschaffung",
            "Beschaffungsart", "mode d'acquisition",
        ]),
        "jurisdictions": FieldWords([
            "jurisdiction", "jurisdictions", "countries", "countries of use", "country of use", "landen",
            "rechtsgebied",
            "Länder", "Einsatzländer", "pays", "pays d'utilisation", "juridictions",
        ]),
        "personalData": FieldWords([
            "personal data", "personal data processed", "processes personal data", "PII", "contains PII", "uses PII",
            "involves PII", "personally identifiable information", "persoonsgegevens", "verwerkt persoonsgegevens",
            "personenbezogene Daten", "verarbeitet personenbezogene Daten", "données personnelles",
            "données à caractère personnel",
        ]),
        "specialCategories": FieldWords([
            "special categories", "special categories of personal data", "special category data",
            "sensitive personal data",
            "bijzondere persoonsgegevens", "besondere Kategorien", "besondere Kategorien personenbezogener Daten",
            "données sensibles", "catégories particulières",
        ]),
        "minors": FieldWords([
            "minors", "children", "affects minors", "minderjarigen", "kinderen", "Minderjährige", "Kinder", "mineurs",
            "enfants",
        ]),
        "biometric": FieldWords([
            "biometric", "biometrics", "biometric data", "uses biometrics", "biometrie", "biometrische gegevens",
            "biometrische Daten", "biométrie", "données biométriques",
        ]),
        "publicFacing": FieldWords([
            "public facing", "is public facing", "publicly accessible", "customer facing", "externally facing",
            "publiek toegankelijk", "öffentlich zugänglich", "kundenorientiert", "accessible au public",
        ]),
        "usedInternally": FieldWords([
            "used internally", "internal use", "in use internally", "intern gebruik", "intern genutzt",
            "interne Nutzung",
            "usage interne",
        ]),
        "reportLink": FieldWords(
            ["report link", "link to report", "public report", "report URL"],
            hints: ["link", "URL", "web page", "website", "webpagina", "lien", "Verweis"]),
        "firstDeployedOn": FieldWords([
            "first deployed on", "deployment date", "date deployed", "deployed on", "date implemented",
            "implementation date", "go-live date", "go live", "in use since", "in production since",
            "date of first use",
            "operational date", "start date of use", "in gebruik sinds", "datum ingebruikname", "ingebruikname",
            "begindatum", "in Betrieb seit", "Inbetriebnahme", "Datum der Inbetriebnahme", "im Einsatz seit",
            "date de mise en service", "mise en service", "en service depuis", "date de déploiement",
        ]),
        "placedOnMarketOn": FieldWords([
            "placed on market", "placed on the market on", "date placed on the market", "market launch",
            "datum in de handel", "Inverkehrbringen", "Datum des Inverkehrbringens", "date de mise sur le marché",
            "mise sur le marché",
        ]),
        "registeredOn": FieldWords([
            "registered on", "registration date", "date registered", "date added to register", "datum registratie",
            "geregistreerd", "geregistreerd op", "registriert am", "Registrierungsdatum", "date d'enregistrement",
            "enregistré le",
        ]),
        "useApprovedOn": FieldWords([
            "use approved on", "approval date", "date approved", "approved on", "datum goedkeuring", "goedgekeurd op",
            "Freigabedatum", "freigegeben am", "genehmigt am", "date d'approbation", "approuvé le",
        ]),
    ]
}
