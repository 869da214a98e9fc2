import Contract
import Services
import Storage

/// Which handler answers which operation of the contract. The scopes stand in the contract beside each operation; the
/// server does not start when an operation has no handler here, or a handler no operation.
let routes: [String: Handler] = [
    "getRoot": .document(.root),
    "getOpenAPIJSON": .document(.openAPIJSON),
    "getOpenAPIYAML": .document(.openAPIYAML),
    "listGovernanceRules": .document(.governanceRules),
    "listProblems": .document(.problems),
    "getProblem": .document(.problem),

    "getOrganisation": .item(.organisation),
    "updateOrganisation": .command(UpdateOrganisation.self),

    "listPersons": .list(.person),
    "createPerson": .command(CreatePerson.self),
    "batchGetPersons": .batch(.person),
    "getPerson": .item(.person),
    "updatePerson": .command(UpdatePerson.self),

    "listTeams": .list(.team),
    "createTeam": .command(CreateTeam.self),
    "batchGetTeams": .batch(.team),
    "getTeam": .item(.team),
    "updateTeam": .command(UpdateTeam.self),

    "listPartners": .list(.partner),
    "createPartner": .command(CreatePartner.self),
    "batchGetPartners": .batch(.partner),
    "getPartner": .item(.partner),
    "updatePartner": .command(UpdatePartner.self),

    "listChallenges": .list(.challenge),
    "createChallenge": .command(CreateChallenge.self),
    "batchGetChallenges": .batch(.challenge),
    "getChallenge": .item(.challenge),
    "updateChallenge": .command(UpdateChallenge.self),
    "getChallengeMethodAdvice": .inquiry(MethodAdvice.self),

    "listProgrammes": .list(.programme),
    "createProgramme": .command(CreateProgramme.self),
    "batchGetProgrammes": .batch(.programme),
    "getProgramme": .item(.programme),
    "updateProgramme": .command(UpdateProgramme.self),
    "getProgrammeReadiness": .inquiry(ProgrammeReadiness.self),
    "getProgrammeDashboard": .watched(ProgrammeDashboard.self, from: .standby),
    "getDashboard": .watched(PortfolioDashboard.self, from: .standby),
    "getProgrammeOccupancy": .inquiry(ProgrammeOccupancy.self),
    "getPersonWorkload": .inquiry(PersonWorkload.self),
    "transitionProgramme": .command(TransitionProgramme.self),

    "listStakeholders": .list(.stakeholder),
    "createStakeholder": .command(CreateStakeholder.self),
    "getStakeholder": .item(.stakeholder),
    "updateStakeholder": .command(UpdateStakeholder.self),
    "removeStakeholder": .command(RemoveStakeholder.self),
    "confirmStakeholderRemoval": .command(ConfirmStakeholderRemoval.self),

    "listVisions": .list(.vision),
    "createVision": .command(CreateVision.self),
    "getVision": .item(.vision),
    "updateVision": .command(UpdateVision.self),
    "transitionVision": .command(TransitionVision.self),
    "getVisionSupport": .inquiry(VisionSupport.self),

    "listEndorsements": .list(.endorsement),
    "createEndorsement": .command(CreateEndorsement.self),
    "getEndorsement": .item(.endorsement),

    "importGoals": .command(ImportGoals.self),
    "getGoalTree": .document(.goalTree, pictures: [.svg: GoalTreePicture.draw]),
    "getPriorities": .document(.priorities),
    "getEffortPurpose": .document(.purpose),
    "getProgrammeStory": .story,
    "listGoals": .list(.goal),
    "createGoal": .command(CreateGoal.self),
    "getGoal": .item(.goal),
    "updateGoal": .command(UpdateGoal.self),
    "splitGoal": .command(SplitGoal.self),
    "mergeGoals": .command(MergeGoals.self),
    "endGoal": .command(EndGoal.self),

    "listIndicators": .list(.indicator),
    "createIndicator": .command(CreateIndicator.self),
    "getIndicator": .item(.indicator),
    "updateIndicator": .command(UpdateIndicator.self),

    "listMeasurements": .list(.measurement),
    "createMeasurement": .command(CreateMeasurement.self),
    "getMeasurement": .item(.measurement),
    "updateMeasurement": .command(UpdateMeasurement.self),
    "transitionMeasurement": .command(TransitionMeasurement.self),

    "listEfforts": .list(.effort),
    "createEffort": .command(CreateEffort.self),
    "getEffort": .item(.effort),
    "updateEffort": .command(UpdateEffort.self),
    "transitionEffort": .command(TransitionEffort.self),

    "listCompetences": .list(.competence),
    "createCompetence": .command(CreateCompetence.self),
    "batchGetCompetences": .batch(.competence),
    "getCompetence": .item(.competence),
    "updateCompetence": .command(UpdateCompetence.self),

    "listRoles": .list(.role),
    "createRole": .command(CreateRole.self),
    "getRole": .item(.role),
    "updateRole": .command(UpdateRole.self),
    "listOrganisationRoles": .list(.role),
    "createOrganisationRole": .command(CreateRole.self),
    "batchGetOrganisationRoles": .batch(.role),
    "getOrganisationRole": .item(.role),
    "updateOrganisationRole": .command(UpdateRole.self),

    "listAssignments": .list(.assignment),
    "createAssignment": .command(CreateAssignment.self),
    "getAssignment": .item(.assignment),
    "updateAssignment": .command(UpdateAssignment.self),
    "transitionAssignment": .command(TransitionAssignment.self),
    "listOrganisationAssignments": .list(.assignment),
    "createOrganisationAssignment": .command(CreateAssignment.self),
    "batchGetOrganisationAssignments": .batch(.assignment),
    "getOrganisationAssignment": .item(.assignment),
    "updateOrganisationAssignment": .command(UpdateAssignment.self),
    "transitionOrganisationAssignment": .command(TransitionAssignment.self),

    "listCapacityAgreements": .list(.capacityAgreement),
    "createCapacityAgreement": .command(CreateCapacityAgreement.self),
    "getCapacityAgreement": .item(.capacityAgreement),
    "updateCapacityAgreement": .command(UpdateCapacityAgreement.self),
    "transitionCapacityAgreement": .command(TransitionCapacityAgreement.self),

    "getPartnerMatrix": .document(.partnerMatrix, pictures: [.svg: PartnerMatrixPicture.draw]),
    "getPartnerAgenda": .document(.partnerAgenda),
    "listPartnerRelations": .list(.partnerRelation),
    "createPartnerRelation": .command(CreatePartnerRelation.self),
    "getPartnerRelation": .item(.partnerRelation),
    "updatePartnerRelation": .command(UpdatePartnerRelation.self),
    "transitionPartnerRelation": .command(TransitionPartnerRelation.self),

    "listAgreements": .list(.agreement),
    "createAgreement": .command(CreateAgreement.self),
    "getAgreement": .item(.agreement),
    "updateAgreement": .command(UpdateAgreement.self),

    "listPositions": .list(.position),
    "createPosition": .command(CreatePosition.self),
    "getPosition": .item(.position),

    "listDirections": .list(.direction),
    "createDirection": .command(CreateDirection.self),
    "getDirection": .item(.direction),
    "updateDirection": .command(UpdateDirection.self),
    "transitionDirection": .command(TransitionDirection.self),

    "listActions": .list(.action),
    "createAction": .command(CreateAction.self),
    "getAction": .item(.action),
    "updateAction": .command(UpdateAction.self),
    "transitionAction": .command(TransitionAction.self),

    "listOpportunities": .list(.opportunity),
    "createOpportunity": .command(CreateOpportunity.self),
    "getOpportunity": .item(.opportunity),
    "updateOpportunity": .command(UpdateOpportunity.self),
    "transitionOpportunity": .command(TransitionOpportunity.self),

    "listRisks": .list(.risk),
    "createRisk": .command(CreateRisk.self),
    "getRisk": .item(.risk),
    "updateRisk": .command(UpdateRisk.self),
    "transitionRisk": .command(TransitionRisk.self),

    "listSteeringReviews": .list(.steeringReview),
    "createSteeringReview": .command(CreateSteeringReview.self),
    "getSteeringReview": .item(.steeringReview),
    "updateSteeringReview": .command(UpdateSteeringReview.self),

    "listMandates": .list(.mandate),
    "createMandate": .command(CreateMandate.self),
    "batchGetMandates": .batch(.mandate),
    "getMandate": .item(.mandate),
    "updateMandate": .command(UpdateMandate.self),
    "transitionMandate": .command(TransitionMandate.self),
    "getMandateChain": .inquiry(MandateChainInquiry.self),

    "listTaskFields": .list(.taskField),
    "createTaskField": .command(CreateTaskField.self),
    "batchGetTaskFields": .batch(.taskField),
    "getTaskField": .item(.taskField),
    "updateTaskField": .command(UpdateTaskField.self),

    "listFiscalYears": .list(.fiscalYear),
    "createFiscalYear": .command(CreateFiscalYear.self),
    "batchGetFiscalYears": .batch(.fiscalYear),
    "getFiscalYear": .item(.fiscalYear),
    "updateFiscalYear": .command(UpdateFiscalYear.self),
    "transitionFiscalYear": .command(TransitionFiscalYear.self),

    "listBudgetLines": .list(.budgetLine),
    "createBudgetLine": .command(CreateBudgetLine.self),
    "importBudgetLines": .command(ImportBudgetLines.self),
    "getBudgetLine": .item(.budgetLine),
    "updateBudgetLine": .command(UpdateBudgetLine.self),

    "listBudgetEntries": .list(.budgetEntry),
    "createBudgetEntry": .command(CreateBudgetEntry.self),
    "getBudgetEntry": .item(.budgetEntry),

    "listBudgetTransfers": .list(.budgetTransfer),
    "createBudgetTransfer": .command(CreateBudgetTransfer.self),
    "getBudgetTransfer": .item(.budgetTransfer),
    "updateBudgetTransfer": .command(UpdateBudgetTransfer.self),
    "agreeBudgetTransfer": .command(AgreeBudgetTransfer.self),
    "transitionBudgetTransfer": .command(TransitionBudgetTransfer.self),

    "listBudgetAmendments": .list(.budgetAmendment),
    "createBudgetAmendment": .command(CreateBudgetAmendment.self),
    "getBudgetAmendment": .item(.budgetAmendment),

    "listCommitments": .list(.commitment),
    "createCommitment": .command(CreateCommitment.self),
    "getCommitment": .item(.commitment),
    "updateCommitment": .command(UpdateCommitment.self),
    "releaseCommitment": .command(ReleaseCommitment.self),
    "fundCommitment": .command(FundCommitment.self),

    "listRealisations": .list(.realisation),
    "createRealisation": .command(CreateRealisation.self),
    "getRealisation": .item(.realisation),

    "getBudgetPosition": .document(
        BudgetGrouping.positions(ofProgramme: true),
        by: "groupBy",
        pictures: budgetPictures
    ),
    "getOrganisationBudgetPosition": .document(
        BudgetGrouping.positions(ofProgramme: false),
        by: "groupBy",
        pictures: budgetPictures
    ),

    "listDecisions": .list(.decision),
    "createDecision": .command(CreateDecision.self),
    "batchGetDecisions": .batch(.decision),
    "getDecision": .item(.decision),
    "updateDecision": .command(UpdateDecision.self),
    "transitionDecision": .command(TransitionDecision.self),
    "getAuthorityCheck": .inquiry(AuthorityCheck.self),

    "listJournal": .journal(from: .standby),
    "exportJournal": .export(.journal),
]

/// A budget position as rows and as bars.
private let budgetPictures: [MediaType: Picture] = [
    .csv: BudgetPositionTable.rows, .svg: BudgetPositionPicture.draw,
]
