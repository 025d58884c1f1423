import type { Group } from '../../src/leads/group.ts';
import type {
  AccessRule,
  Attention,
  Lead,
  LeadCounts,
  LeadDetail,
  LeadRow,
  Me,
  Neighbours,
  NewAccessRule,
  NewDecision,
  Readers,
  Runs,
  SavedView,
} from '../src/api/schema.ts';
import { countBy, type Handling, inOrder, matches, rowOf } from './fake-rows.ts';
import { type FakeSignIn, fakeSignIn } from './fake-sign-in.ts';

/** Answers like the server's, over leads of a synthetic world and without a database. Nothing is kept when it ends. */

interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
}
export interface Given {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface FakeApi {
  readonly answer: (asked: Asked) => Given;
  /** What happens meanwhile, for tests: another member takes a lead, a run ends, a lead gets new facts, the session ends. */
  readonly otherClaims: (id: string) => void;
  readonly finishRun: (runId: string) => void;
  readonly comeBack: (id: string) => void;
  readonly signIn: FakeSignIn;
  readonly asked: readonly Asked[];
}

type Holder = NonNullable<LeadRow['holder']>;
const SELF: Holder = { id: 'M-1', name: 'Camille Exemple' };
const OTHERS: readonly Holder[] = [
  { id: 'M-2', name: 'Dominique Modèle' },
  { id: 'M-3', name: 'Alex Specimen' },
];
const JUDGE: Holder = { id: 'M-4', name: 'Sacha Spécimen' };
const STAFF = [SELF, ...OTHERS, JUDGE];
const POWERS: Me['memberships'][number]['powers'] = {
  handles: ['investigation', 'safeguarding'],
  imports: true,
  administers: false,
  audits: false,
  cases: 'none',
  cares: false,
};
const MEMBERSHIPS: Me['memberships'] = [
  {
    unitId: 'U-1',
    unitName: 'Cellule de démonstration',
    demonstration: true,
    role: 'analyst',
    powers: POWERS,
    granted: [],
  },
  { unitId: 'U-2', unitName: 'Unité d’exemple', demonstration: true, role: 'analyst', powers: POWERS, granted: [] },
];

interface Kept extends Handling {
  decisions: LeadDetail['decisions'];
  access: LeadDetail['access'];
}

const NO_ATTENTION: Attention = {
  ...{ strayEnd: null, quarantined: null, knownNobody: null, noSuchCurrency: [], withoutRate: [] },
  ...{ withoutPayerZone: 0, byNameAlone: 0 },
  excluded: { cancelled: 0, pending: 0, refunded: 0, toSelf: 0, afterAsOf: 0 },
};

export function fakeApi(
  leads: readonly Lead[],
  memberships: Me['memberships'] = MEMBERSHIPS,
  /** Lines of groups.jsonl. */
  groups: readonly Group[] = [],
): FakeApi {
  const handled = new Map<string, Kept>();
  const byId = new Map(leads.map((lead) => [lead.leadId, lead]));
  const views: SavedView[] = [];
  const asked: Asked[] = [];
  const runOf = (id: string, loadedAt: string): Runs['items'][number] => ({
    ...{ id, loadedAt, unitId: 'U-1', importId: null },
    ...{ asOf: '2025-12-31T23:04:57.000Z', files: ['transfers.csv'], tiers: null, notListed: null },
    ...{ attention: NO_ATTENTION, firstTierCrowded: null },
  });
  let run = runOf('run-1', '2026-01-05T06:30:00.000Z');
  const signIn = fakeSignIn();
  let clock = Date.parse('2026-01-05T09:00:00.000Z');

  const me: Me = {
    member: { ...SELF, email: 'camille@exemple.invalid' },
    organisation: { id: 'O-1', name: 'Organisation d’exemple' },
    mayPractise: true,
    memberships,
  };
  const keptOf = (id: string): Kept => {
    const known = handled.get(id);
    if (known !== undefined) return known;
    const fresh: Kept = {
      state: 'new',
      holder: null,
      heldSince: null,
      snoozedUntil: null,
      changed: null,
      gone: false,
      restricted: false,
      version: 1,
      decisions: [],
      access: [],
    };
    handled.set(id, fresh);
    return fresh;
  };
  const rowFor = (lead: Lead): LeadRow => {
    const { decisions: _, access: __, ...handling } = keptOf(lead.leadId);
    return rowOf(lead, 'U-1', handling);
  };
  const etagOf = (lead: Lead): string => `"${keptOf(lead.leadId).version}"`;
  const change = (lead: Lead, changes: Partial<Kept>): Given => {
    const kept = keptOf(lead.leadId);
    handled.set(lead.leadId, { ...kept, ...changes, version: kept.version + 1 });
    return { status: 200, headers: { etag: etagOf(lead) }, body: { version: kept.version + 1 } };
  };
  const whole = (lead: Lead): Given => {
    const { decisions, access } = keptOf(lead.leadId);
    const body: LeadDetail = {
      row: rowFor(lead),
      lead,
      decisions: [...decisions],
      access: [...access],
      holds: [],
      erasure: { days: null, unitHeld: false },
      ...groupsOf(lead, groups),
    };
    return { status: 200, headers: { etag: etagOf(lead) }, body };
  };
  const now = (): string => {
    clock += 60_000;
    return new Date(clock).toISOString();
  };

  const listed = (query: URLSearchParams): readonly LeadRow[] =>
    inOrder(
      leads.map(rowFor).filter((row) => matches(row, query, SELF.id)),
      query,
    );
  const page = (query: URLSearchParams): Given => {
    const found = listed(query);
    const from = Number(query.get('cursor') ?? 0);
    const to = from + Number(query.get('limit') ?? 50);
    return { status: 200, body: { items: found.slice(from, to), next: to < found.length ? String(to) : null } };
  };
  const counts = (query: URLSearchParams): Given => {
    const but = (condition: string): readonly LeadRow[] => {
      const others = new URLSearchParams(query);
      others.delete(condition);
      return listed(others);
    };
    const body: LeadCounts = {
      total: listed(query).length,
      state: countBy(but('state'), ({ state }) => state),
      tier: countBy(but('tier'), ({ tier }) => tier),
      role: countBy(but('role'), ({ role }) => role),
      urgency: countBy(but('urgency'), ({ urgency }) => urgency ?? 'none'),
    };
    return { status: 200, body };
  };

  const act = (lead: Lead, name: string, { body, headers }: Asked): Given => {
    const kept = keptOf(lead.leadId);
    const match = headers['if-match'];
    if (name === 'claim' && kept.holder !== null && kept.holder.id !== SELF.id)
      return problem(409, 'Quelqu’un d’autre a pris cette piste.', 'Choisissez-en une autre.');
    if (match !== undefined && match !== etagOf(lead))
      return problem(412, 'Quelqu’un a modifié cette fiche entre-temps.', 'Relisez-la, puis décidez à nouveau.');
    const given = (body ?? {}) as { readonly to?: string; readonly until?: string };
    switch (name) {
      case 'claim':
        return change(lead, { holder: SELF, heldSince: now() });
      case 'release':
        return change(lead, { holder: null, heldSince: null });
      case 'assign':
        return change(lead, { holder: [SELF, ...OTHERS].find(({ id }) => id === given.to) ?? SELF });
      case 'snooze':
        return change(lead, { snoozedUntil: given.until ?? null });
      case 'wake':
        return change(lead, { snoozedUntil: null });
      case 'decisions': {
        const decision = body as NewDecision;
        const made = {
          id: `D-${kept.decisions.length + 1}`,
          kind: decision.kind,
          explanation: decision.kind === 'ordinary' ? decision.explanation : null,
          words: decision.words ?? '',
          said: decision.kind === 'ordinary' && decision.said ? { whom: '', ...decision.said } : null,
          undoes: null,
          by: SELF,
          at: now(),
        };
        const decisions = [...kept.decisions, made];
        return change(lead, { state: decision.kind, changed: null, snoozedUntil: null, decisions });
      }
      case 'undo': {
        const undone = new Set(kept.decisions.map(({ undoes }) => undoes));
        const standing = kept.decisions.filter(({ kind, id }) => kind !== 'undo' && !undone.has(id));
        const newest = standing.at(-1);
        if (newest === undefined) return problem(409, 'Il n’y a pas de décision à annuler.', 'Rechargez la fiche.');
        const before = standing.at(-2)?.kind ?? 'new';
        const id = `D-${kept.decisions.length + 1}`;
        const made = {
          id,
          kind: 'undo' as const,
          explanation: null,
          words: '',
          said: null,
          undoes: newest.id,
          by: SELF,
          at: now(),
        };
        return change(lead, { state: before === 'undo' ? 'new' : before, decisions: [...kept.decisions, made] });
      }
      default:
        return problem(404, 'Introuvable.', 'Vérifiez l’adresse.');
    }
  };

  const except = (lead: Lead, ended: string | undefined, body: unknown): Given => {
    const { access } = keptOf(lead.leadId);
    const set = (rules: Kept['access']): Given =>
      change(lead, { access: rules, restricted: rules.some(({ effect }) => effect === 'restrict') });
    if (ended !== undefined) return set(access.filter(({ id }) => id !== ended));
    const asked = body as NewAccessRule;
    const rule = (effect: AccessRule['effect'], memberId: string | null, place: number): AccessRule => ({
      ...{ id: `R-${access.length + place}`, effect, reason: asked.reason, madeAt: now() },
      member: STAFF.find(({ id }) => id === memberId) ?? null,
    });
    return asked.effect === 'restrict'
      ? set([...access, rule('grant', SELF.id, 1), rule('restrict', null, 2)])
      : set([...access, rule(asked.effect, asked.memberId, 1)]);
  };

  const answerViews = ({ method, body }: Asked, id: string | undefined): Given => {
    if (method === 'GET') return { status: 200, body: { items: views } };
    if (method === 'POST') {
      const { name, query, shared } = body as Pick<SavedView, 'name' | 'query' | 'shared'>;
      views.push({ id: `V-${views.length + 1}`, name, query, shared, mine: true });
      return { status: 200, body: { id: `V-${views.length}` } };
    }
    views.splice(0, views.length, ...views.filter((view) => view.id !== id));
    return { status: 200, body: {} };
  };

  const answer = (request: Asked): Given => {
    asked.push(request);
    const { url } = request;
    const [, , first = '', second, third, fourth] = url.pathname.split('/');
    if (first === 'sign-in')
      return signIn.answer(request.method, url.pathname.replace('/api/sign-in', ''), request.body);
    if (!signIn.isIn())
      return problem(401, 'Vous n’êtes pas connecté.', 'Connectez-vous, puis recommencez.', 'signed_out');
    if (first === 'me') return { status: 200, body: me };
    if (first === 'runs') return { status: 200, body: { items: [run], next: null } };
    if (first === 'units')
      return { status: 200, body: { items: [SELF, ...OTHERS].map((each) => ({ ...each, roles: ['analyst'] })) } };
    if (first === 'sessions') return { status: 200, body: { items: SESSIONS } };
    if (first === 'indicators') return { status: 200, body: { items: INDICATORS, facts: [] } };
    if (first === 'views') return answerViews(request, second);
    if (first !== 'leads') return problem(404, 'Introuvable.', 'Vérifiez l’adresse.');
    if (second === undefined) return page(url.searchParams);
    if (second === 'counts') return counts(url.searchParams);
    const lead = byId.get(decodeURIComponent(second));
    if (lead === undefined) return problem(404, 'Introuvable.', 'Vérifiez l’adresse.');
    if (third === 'neighbours') return { status: 200, body: neighboursOf(lead, leads) };
    if (third === 'readers') return { status: 200, body: readersOf(keptOf(lead.leadId).access) };
    if (third === 'access') return except(lead, fourth, request.body);
    return third === undefined ? whole(lead) : act(lead, third, request);
  };

  const to = (id: string, changes: Partial<Kept>): void => {
    const lead = byId.get(id);
    if (lead !== undefined) change(lead, changes);
  };
  return {
    answer,
    otherClaims: (id) => to(id, { holder: OTHERS[0] ?? SELF }),
    finishRun: (runId) => {
      run = runOf(runId, '2026-01-06T06:30:00.000Z');
    },
    comeBack: (id) =>
      to(id, {
        changed: {
          moreTransfers: 3,
          lastTransferAt: '2025-12-28T10:00:00.000Z',
          newReasons:
            byId
              .get(id)
              ?.reasons.slice(0, 1)
              .map(({ indicator }) => indicator) ?? [],
          strongerReasons: [],
        },
      }),
    signIn,
    asked,
  };
}

function groupsOf(lead: Lead, groups: readonly Group[]): Pick<LeadDetail, 'groups' | 'groupsTotal'> {
  const own = groups.filter(
    ({ queue, members }) => queue === lead.queue && members.some(({ leadId }) => leadId === lead.leadId),
  );
  const told = own.map((group) => ({
    ...group,
    members: group.members.map(({ leadId, ...member }) => ({ ...member, lead: leadId })),
  }));
  return { groups: told, groupsTotal: own.length };
}

function readersOf(rules: LeadDetail['access']): Readers {
  const names = (effect: AccessRule['effect'], id: string): boolean =>
    rules.some((rule) => rule.effect === effect && rule.member?.id === id);
  const restricted = rules.some(({ effect }) => effect === 'restrict');
  const items = STAFF.map(({ id, name }): Readers['items'][number] => {
    const isAnalyst = id !== JUDGE.id;
    const byRole = isAnalyst ? (restricted ? 'restrict' : 'role') : 'no_role';
    const because = names('deny', id) ? 'deny' : names('grant', id) ? 'grant' : byRole;
    const mayRead = because === 'role' || because === 'grant';
    return { id, name, roles: isAnalyst ? ['analyst'] : [], mayRead, because, mayBeGranted: true };
  });
  return { items };
}

/** Two above and two below; the contributions of a made-up lead need not add up to its score. */
function neighboursOf(lead: Lead, leads: readonly Lead[]): Neighbours {
  const unitsIn = ({ reasons, reasonsAgainst }: Lead): ReadonlyMap<string, number> =>
    new Map([...reasons, ...reasonsAgainst].map((each) => [each.indicator, Math.round(each.contribution * 1e4)]));
  const own = unitsIn(lead);
  const titles = new Map(
    leads.flatMap(({ reasons, reasonsAgainst }) =>
      [...reasons, ...reasonsAgainst].map(({ indicator, title }) => [indicator, title] as const),
    ),
  );
  const described = (other: Lead): Neighbours['above'][number] => {
    const theirs = unitsIn(other);
    const differences = [...titles]
      .map(([indicator, title]) => {
        const [here, there] = [own.get(indicator) ?? 0, theirs.get(indicator) ?? 0];
        return { indicator, title, own: here / 1e4, theirs: there / 1e4, difference: (here - there) / 1e4 };
      })
      .filter(({ difference }) => difference !== 0)
      .toSorted((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
    const { leadId: id, rankInQueue, tier, score } = other;
    const scoreDifference = differences.reduce((sum, each) => sum + Math.round(each.difference * 1e4), 0) / 1e4;
    return { id, rankInQueue, tier, score, role: other.subject.role, scoreDifference, differences };
  };
  const sameQueue = leads.filter(({ queue }) => queue === lead.queue);
  const ranked = sameQueue.toSorted((a, b) => a.rankInQueue - b.rankInQueue);
  const at = ranked.indexOf(lead);
  return {
    above: ranked
      .slice(Math.max(0, at - 2), at)
      .toReversed()
      .map(described),
    below: ranked.slice(at + 1, at + 3).map(described),
  };
}

const INDICATORS = [
  {
    ...{ id: 'P04', title: { en: 'At night', fr: 'La nuit' }, against: false },
    ...{ subject: 'payer', queue: 'investigation', victim: false },
  },
  {
    ...{ id: 'O05-guests', title: { en: 'Guests', fr: 'Clients de passage' }, against: true },
    ...{ subject: 'payer', queue: 'both', victim: false },
  },
];

const SESSIONS = [
  {
    id: 's-1',
    secondFactor: 'totp',
    address: '127.0.0.1',
    browser: 'Chromium 140, Linux',
    beganAt: '2026-01-05T08:00:00.000Z',
    usedAt: '2026-01-05T09:00:00.000Z',
    current: true,
  },
  {
    id: 's-2',
    secondFactor: 'passkey',
    address: '10.0.0.7',
    browser: 'Firefox 140, Linux',
    beganAt: '2026-01-04T08:00:00.000Z',
    usedAt: '2026-01-04T17:00:00.000Z',
    current: false,
  },
];

function problem(status: number, title: string, next: string, type = 'fake'): Given {
  return {
    status,
    headers: { 'content-type': 'application/problem+json' },
    body: { type: `urn:vigie:problem:${type}`, title, status, next },
  };
}
