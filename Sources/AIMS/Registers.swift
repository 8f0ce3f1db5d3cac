package import Records

extension Declarations {
    /// The registers of an AI management system. What is not here yet comes with a later release.
    package static let aims = Declarations(
        registers, later: kindNames.subtracting(registers.map { String(describing: $0) }))

    private static let registers: [any RecordKind.Type] = [
        // Context and leadership
        Organization.self, ScopeStatement.self, Policy.self, PolicyReview.self,
        RoleDefinition.self, RoleAssignment.self, RACI.self,
        // Planning
        RiskCriteria.self, RiskAssessment.self, Risk.self, Parameter.self,
        // Support
        Person.self, Account.self, Acknowledgement.self, Approval.self, Evidence.self, IntegrityRun.self, Verdict.self,
        // Systems, resources and suppliers
        AISystem.self, SystemVersion.self, Model.self, Dataset.self, Supplier.self,
    ]
}
