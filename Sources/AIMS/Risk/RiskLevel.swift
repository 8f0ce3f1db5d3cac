import Records

/// How high a risk stands, from low to what nobody may accept. Source: method 8.2.
package enum RiskLevel: String, Choice, Comparable {
    case low = "Low"
    case medium = "Medium"
    case high = "High"
    case critical = "Critical"
    case prohibited = "Prohibited"

    package static func < (left: RiskLevel, right: RiskLevel) -> Bool {
        left.height < right.height
    }

    private var height: Int {
        switch self {
        case .low: 1
        case .medium: 2
        case .high: 3
        case .critical: 4
        case .prohibited: 5
        }
    }
}

/// On whom or what a consequence falls.
package enum ImpactDimension: String, Choice {
    case organization, individuals, groups, society, law
}

/// Where risks come from, numbered as the standard's annex does.
package enum RiskSource: String, Choice {
    case environment = "C.3.1"
    case opacity = "C.3.2"
    case automation = "C.3.3"
    case learning = "C.3.4"
    case hardware = "C.3.5"
    case
        lifeCycle = "C.3.6"
    case readiness = "C.3.7"

    package var label: String {
        switch self {
        case .environment: "C.3.1 complexity of the environment"
        case .opacity: "C.3.2 lack of transparency"
        case .automation: "C.3.3 level of automation"
        case .learning: "C.3.4 machine learning itself"
        case .hardware: "C.3.5 hardware"
        case .lifeCycle: "C.3.6 life cycle"
        case .readiness: "C.3.7 readiness of the technology"
        }
    }
}

/// What a risk may harm, numbered as the standard's annex does.
package enum AIObjective: String, Choice {
    case accountability = "C.2.1"
    case expertise = "C.2.2"
    case dataQuality = "C.2.3"
    case environment = "C.2.4"
    case fairness = "C.2.5"
    case
        maintainability = "C.2.6"
    case privacy = "C.2.7"
    case robustness = "C.2.8"
    case safety = "C.2.9"
    case security = "C.2.10"
    case
        transparency = "C.2.11"

    package var label: String {
        switch self {
        case .accountability: "C.2.1 accountability"
        case .expertise: "C.2.2 expertise in AI"
        case .dataQuality: "C.2.3 quality of data"
        case .environment: "C.2.4 environment"
        case .fairness: "C.2.5 fairness"
        case .maintainability: "C.2.6 maintainability"
        case .privacy: "C.2.7 privacy"
        case .robustness: "C.2.8 robustness"
        case .safety: "C.2.9 safety"
        case .security: "C.2.10 security"
        case .transparency: "C.2.11 transparency"
        }
    }
}
