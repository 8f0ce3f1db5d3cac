package import Records

extension Declarations {
    /// The registers of an AI management system.
    package static let aims = Declarations(
        [
            Organization.self, ScopeStatement.self,
            Policy.self, PolicyReview.self, RoleDefinition.self, RoleAssignment.self, RACI.self,
            RiskCriteria.self, RiskAssessment.self, Risk.self, Parameter.self,
            Person.self, Account.self, Acknowledgement.self, Approval.self, Evidence.self, IntegrityRun.self,
            Verdict.self,
            AISystem.self, SystemVersion.self, Model.self, Dataset.self, Supplier.self,
        ], later: laterKinds)
}
