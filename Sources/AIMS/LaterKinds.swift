/// Kinds that belong to a complete management system and are declared in later releases.
///
/// A field may point to one of them; it stays empty until the kind is there.
let laterKinds: Set<String> = [
    "AIMSProcess", "AccessEvent", "AccessGrant", "Alert", "AnnexComparison", "Audit", "AuditCoverage", "AuditPlan",
    "AuditProgramme", "AuditReport", "AuditSample", "AuthorityMap", "AuthorityReport", "AwarenessModule",
    "AwarenessRecord", "BackupTest", "BiasReport", "CBAudit", "Certificate", "CertificationProject", "ChangeRecord",
    "ChannelTest", "Communication", "CommunicationPlan", "CompetenceEvidence", "CompetenceRequirement", "Complaint",
    "ComputeResource", "Concern", "ConcernChannel", "ConformityRecord", "ContextIssue", "ContextReview", "Contract",
    "Control", "ControlTest", "CorrectiveAction", "Customer", "CustomerDelivery", "CustomerRequirement",
    "DataAcquisition", "DataPreparation", "DataQualityCheck", "DatasetApproval", "DatasetUse", "Delegation",
    "DeploymentEvent", "DeploymentPlan", "DesignRecord", "DevObjective", "DiscoveryHit", "DiscoveryRun", "Document",
    "DocumentClass", "DocumentMap", "DriftEvent", "DrillRecord", "EUClassification", "EffectReview",
    "EngagementRecord", "EvaluationReport", "EvidenceRequest", "ExplanationRecord", "ExternalChannel",
    "ExternalDocument", "ExternalNC", "ExternalReport", "FRIA", "Finding", "GPAIAssessment", "GateDecision",
    "GateTemplate", "ImpactAssessment", "ImpactItem", "ImpactScreening", "ImprovementAction", "Incident",
    "IncidentCommPlan", "InstructionItem", "InterestedParty", "InterviewRecord", "KPI", "LineageEdge", "LogPolicy",
    "LogReview", "LogSample", "LogSegment", "ManagementReview", "ManagementReviewAction", "MarkingTest",
    "Measurement", "MeasurementPlan", "Metric", "Nonconformity", "Notice", "NoticeDelivery", "Objective",
    "ObjectivePlan", "Obligation", "OperationPlan", "OperatorChecklist", "Opportunity", "OversightAction",
    "OversightChallenge", "OversightMeasure", "OversightObservation", "OversightTest", "PMMPlan", "PartyRequirement",
    "PerformanceReport", "PolicyAlignment", "ProcessRun", "PublicationCheck", "QMSMap", "QuestionnaireAnswer",
    "Registration", "ReportingObligation", "Requirement", "ResourceNeed", "ResourceRecord", "ResourceRequest",
    "ResponsibilityMatrix", "ReuseItem", "Review", "RiskAcceptance", "RiskOpportunityAction", "RiskRescore",
    "RoleFlipTest", "SafeguardRecord", "SecurityTest", "SoA", "SoAEntry", "SupplierAssessment",
    "SupplierChangeNotice", "SurveillanceSchedule", "SystemCard", "TechDoc", "ThreatReview", "Tool", "TraceLink",
    "TraceTest", "TrainingAction", "TrainingRecord", "Treatment", "TreatmentAction", "TreatmentPlan", "TriggerEvent",
    "TriggerRule", "UseApproval", "UseMonitoring", "UseObjective", "VVPlan", "VVReport",
]
