import type { paths } from './types.ts';

/** The records of the API under the names by which the client speaks of them. */
export type ApiPaths = paths;

type Got<Path extends keyof ApiPaths> = ApiPaths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;
type Query<Path extends keyof ApiPaths> = ApiPaths[Path] extends { get: { parameters: { query?: infer Asked } } }
  ? Asked
  : never;

type Posted<Path extends keyof ApiPaths> = ApiPaths[Path] extends {
  post: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

export type Me = Got<'/api/me'>;
export type MemberRole = Me['memberships'][number]['role'];
export type LeadsQuery = Query<'/api/leads'>;
export type LeadPage = Got<'/api/leads'>;
export type LeadRow = LeadPage['items'][number];
export type LeadCounts = Got<'/api/leads/counts'>;
export type Queue = LeadRow['queue'];
export type Tier = LeadRow['tier'];
export type LeadState = LeadRow['state'];
export type LeadDetail = Got<'/api/leads/{id}'>;
export type Lead = LeadDetail['lead'];
export type LeadMember = Lead['subject'];
export type LeadTransfer = Lead['transfers'][number];
export type LeadActivity = Lead['activity'];
export type FoundPerson = Got<'/api/find'>['items'][number];
export type Trend = Got<'/api/trends'>;
export type Practice = Got<'/api/practice'>;
export type Missed = Got<'/api/practice/review'>['missed'][number];
export type Outcomes = Got<'/api/outcomes'>;
export type Facet = Query<'/api/trends'>['facet'];
export type LogEntry = Got<'/api/audit'>['items'][number];
export type LogNames = Got<'/api/audit/names'>;
export type LogQuery = NonNullable<Query<'/api/audit'>>;
export type LogAct = NonNullable<LogQuery['act']>;
export type Job = Got<'/api/jobs/{id}'>;
export type Run = Got<'/api/runs/{id}'>;
export type ComparedLead = Got<'/api/runs/{id}/compare'>['items'][number];
type AskedImport = ApiPaths['/api/imports']['post']['requestBody']['content']['application/json'];
export type PickedFile = AskedImport['files'][number];
export type Mapping = NonNullable<AskedImport['mapping']>;
export type FilePreview = ApiPaths['/api/imports/preview']['post']['responses'][200]['content']['application/json'];
export type RawField = FilePreview['fields'][number]['field'];
export type StaffMember = Got<'/api/admin/members'>['items'][number];
export type Invitation = Got<'/api/admin/invitations'>['items'][number];
export type ServerHealth = Got<'/api/admin/health'>;
export type Retention = Got<'/api/admin/units/{id}/retention'>;
export type StaffUnit = Got<'/api/admin/units'>['items'][number];
export type KnownIndicator = Got<'/api/indicators'>['items'][number];
export type Reason = Lead['reasons'][number];
export type Tie = Lead['ties'][number];
export type MadeDecision = LeadDetail['decisions'][number];
export type SaidBy = NonNullable<MadeDecision['said']>['by'];
export type NewDecision = ApiPaths['/api/leads/{id}/decisions']['post']['requestBody']['content']['application/json'];
export type LeadGroup = LeadDetail['groups'][number];
export type AccessRule = LeadDetail['access'][number];
export type LeadHold = LeadDetail['holds'][number];
export type LeadErasure = LeadDetail['erasure'];
export type Readers = Got<'/api/leads/{id}/readers'>;
export type NewAccessRule = ApiPaths['/api/leads/{id}/access']['post']['requestBody']['content']['application/json'];
export type Neighbours = Got<'/api/leads/{id}/neighbours'>;
export type SavedView = Got<'/api/views'>['items'][number];

export type CaseRow = Got<'/api/cases'>['items'][number];
export type CaseStage = CaseRow['stage'];
export type Waiting = Got<'/api/me/work'>;
export type CaseDetail = Got<'/api/cases/{id}'>;
export type CaseRole = CaseDetail['myRoles'][number];
export type CaseProposal = CaseDetail['agreements'][number];
export type CaseMember = CaseDetail['members'][number];
export type CaseChild = CaseDetail['children'][number];
export type ChildStatus = CaseChild['statuses'][number];
export type Track = ChildStatus['track'];
export type ChildState = ChildStatus['state'];
export type Person = Got<'/api/people/{id}'>;
export type Population = Person['population'];
export type Capacity = Person['cases'][number]['capacity'];
export type Statement = Person['statements'][number];
export type StatementField = Statement['field'];
export type StatementValue = Statement['value'];
export type SourceKind = Statement['sourceKind'];
export type Standing = NonNullable<Statement['standing']>['standing'];
export type PersonOfCases = Got<'/api/people'>['items'][number];
export type ChildRecord = Got<'/api/children/{id}'>;
export type Release = ChildRecord['releases'][number];
export type Referral = ChildRecord['referrals'][number];
export type Care = Got<'/api/care/{id}'>;

export type RequestRow = Got<'/api/cases/{id}/requests'>['items'][number];
export type AddresseeKind = RequestRow['addresseeKind'];
export type RequestRecord = Got<'/api/requests/{id}'>;
export type RequestEvent = RequestRecord['events'][number];
export type RequestEventKind = RequestEvent['kind'];
export type RequestClock = RequestRecord['clocks'][number];
export type RequestStanding = RequestRow['standing'];
export type Board = Got<'/api/requests'>;
export type TimelinePage = Got<'/api/cases/{id}/timeline'>;
export type TimelineRow = TimelinePage['rows'][number];
export type TimelineMark = TimelinePage['marks'][number];
export type EventVersions = Got<'/api/events/{id}'>;
export type EventImport = Got<'/api/cases/{id}/event-imports'>['items'][number];
export type NewTimelineEvent = ApiPaths['/api/cases/{id}/events']['post']['requestBody']['content']['application/json'];
export type ImportPreview =
  ApiPaths['/api/cases/{id}/event-imports/preview']['put']['responses'][200]['content']['application/json'];
export type ClockRules = Got<'/api/clock-rules'>;
export type KnownRule = ClockRules['items'][number];
export type ClockRule = KnownRule['rule'];
export type RequestKind = Got<'/api/request-kinds'>['items'][number];
export type CaseCandidate = Got<'/api/cases/{id}/candidates'>['items'][number];
export type CandidateFact = CaseCandidate['elements'][number]['facts'][number]['fact'];
export type CandidateDecision = CaseCandidate['decisions'][number]['decision'];
export type FiledDocument = Got<'/api/cases/{id}/files'>['items'][number];
export type KnownQualification = Got<'/api/admin/qualifications'>['items'][number];
export type CaseFacts = Got<'/api/cases/{id}/facts'>;

type CaseEvidence = Got<'/api/cases/{id}/evidence'>;
export type EvidenceRow = CaseEvidence['items'][number];
export type EvidenceSaid = EvidenceRow['said'];
export type EvidenceItem = Got<'/api/evidence/{id}'>;
export type CustodyEntry = EvidenceItem['entries'][number];
export type CustodyInput = ApiPaths['/api/evidence/{id}/custody']['post']['requestBody']['content']['application/json'];
export type Party = EvidenceRow['custodian'];
export type Attachment = CaseEvidence['attachments'][number];

export type Runs = Got<'/api/runs'>;
export type Attention = Runs['items'][number]['attention'];
export type SignInState = Got<'/api/sign-in/state'>;
export type Welcome = Posted<'/api/sign-in/welcome/look'>;

/** RFC 9457, with `next`: what to do now. */
export interface Problem {
  readonly type?: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly next?: string;
  readonly fields?: readonly FieldRefusal[];
}

/** What is refused of a field, which is a JSON Pointer into what was sent. */
export interface FieldRefusal {
  readonly field: string;
  readonly sentence: string;
}
