package import Records

/// The roles of an AI management system. Source: role catalogue, 3.2.
extension RoleCode {
    package static let topManagement: RoleCode = "TM"
    package static let manager: RoleCode = "AIMSM"
    package static let systemOwner: RoleCode = "SO"
    package static let riskOwner: RoleCode = "RO"
    package static let developer: RoleCode = "DEV"
    package static let validator: RoleCode = "VAL"
    package static let dataOwner: RoleCode = "DO"
    package static let oversight: RoleCode = "OV"
    package static let oversightLead: RoleCode = "OVL"
    package static let security: RoleCode = "SEC"
    package static let privacy: RoleCode = "PRIV"
    package static let legal: RoleCode = "LEG"
    package static let procurement: RoleCode = "PROC"
    package static let customers: RoleCode = "CUSTM"
    package static let competence: RoleCode = "HR"
    package static let incidents: RoleCode = "INC"
    package static let concerns: RoleCode = "CONC"
    package static let internalAuditor: RoleCode = "IA"
    package static let externalAuditor: RoleCode = "EA"
    /// Every person under the organization's control has this role; nobody is assigned to it.
    package static let employee: RoleCode = "EMP"
    package static let outsider: RoleCode = "EXT"
    package static let administrator: RoleCode = "ADM"
    /// A program that reports what it sees; held through an account of kind connector. No role of 3.2.
    package static let connector: RoleCode = "CONNECTOR"
}

extension [Who] {
    /// Holders of any of these roles.
    package static func roles(_ codes: RoleCode...) -> [Who] {
        codes.map(Who.role)
    }

    /// Holders of any of these roles, also of one that covers a single system or unit only.
    package static func rolesOverAny(_ codes: RoleCode...) -> [Who] {
        codes.map(Who.roleOverAny)
    }
}
