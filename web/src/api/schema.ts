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
export type Reason = Lead['reasons'][number];
export type Tie = Lead['ties'][number];
export type MadeDecision = LeadDetail['decisions'][number];
export type NewDecision = ApiPaths['/api/leads/{id}/decisions']['post']['requestBody']['content']['application/json'];
export type SavedView = Got<'/api/views'>['items'][number];

export type Runs = Got<'/api/runs'>;
export type SignInState = Got<'/api/sign-in/state'>;
export type Welcome = Posted<'/api/sign-in/welcome/look'>;

/** RFC 9457, with `next`: what to do now. */
export interface Problem {
  readonly type?: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly next?: string;
}
