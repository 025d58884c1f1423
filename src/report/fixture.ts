import { createHash } from 'node:crypto';
import type { Lead, LeadMember, LeadTransfer, Reason } from '../leads/lead.ts';
import type { RunSummary } from '../leads/run-summary.ts';

/**
 * Made-up leads for the report's own tests. Everybody says "Synthetic", countries and places are invented codes, and no line
 * of text describes anything but payments.
 */

const DAY = 86_400_000;
const AS_OF = '2025-06-30T00:00:00.000Z';
const FILES = ['transfers-2024.csv', 'transfers-2025.parquet'].map((name) => sha256(name));

/** A small generator of our own: the same fixture on every machine. */
class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }
  next(): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#state / 2 ** 32;
  }
  whole(below: number): number {
    return Math.floor(this.next() * below);
  }
}

const INDEPENDENCE: NonNullable<Lead['independence']> = {
  ...{ degree: 0.6182, payers: 640, lookedAt: 500, unrelated: 471, countries: 5, places: 38 },
  ...{
    newPer30Days: 7.25,
    newMostIn30Days: 31,
    onceShare: 0.4,
    rhythmicShare: 0.02,
    smallShare: 0.9,
    nightShare: null,
  },
};

interface Story {
  readonly id: string;
  readonly name: string | null;
  readonly role: LeadMember['role'];
  readonly queue: Lead['queue'];
  readonly tier: Lead['tier'];
  readonly kind: LeadMember['kind'];
  readonly partners: number;
  readonly transfers: number;
  readonly transfersTotal?: number;
  readonly days: number;
  readonly euros: readonly [number, number];
  readonly nightShare: number | null;
  readonly missingRates?: number;
  readonly reasons: readonly Omit<Reason, 'contribution' | 'evidence' | 'evidenceTotal'>[];
  readonly against?: readonly Omit<Reason, 'contribution' | 'evidence' | 'evidenceTotal'>[];
  readonly unknown?: Lead['unknown'];
  readonly tied?: number;
  readonly partnerName?: (index: number) => string | null;
}

type ReasonSketch = Omit<Reason, 'contribution' | 'evidence' | 'evidenceTotal'>;

function sketch(
  indicator: string,
  weight: number,
  strength: number,
  en: readonly [title: string, sentence: string, lookAlikes: string],
  fr: readonly [title: string, sentence: string, lookAlikes: string],
  source: string,
  trust: Reason['trust'],
): ReasonSketch {
  return {
    indicator,
    weight,
    strength,
    title: { en: en[0], fr: fr[0] },
    sentence: { en: en[1], fr: fr[1] },
    lookAlikes: { en: en[2], fr: fr[2] },
    source,
    trust,
  };
}

const sketches = {
  lowValue: sketch(
    'P01',
    2.1,
    0.9333,
    [
      'Many low-value cross-border transfers',
      '142 transfers abroad in 12 months, three quarters of them under 48.00 EUR.',
      'families, students, sponsors, people who hire freelancers',
    ],
    [
      'Nombreux transferts transfrontières de faible montant',
      '142 transferts vers l’étranger en 12 mois, dont les trois quarts sous 48,00 EUR.',
      'familles, étudiants, parrains, personnes qui emploient des indépendants',
    ],
    'AUSTRAC 2022; FATF 2025',
    'A',
  ),
  shortGaps: sketch(
    'P02',
    1.2,
    0.7104,
    [
      'Frequent, at short intervals',
      'Half of the intervals between transfers are under 2.5 days.',
      'weekly family allowances',
    ],
    [
      'Fréquents, à intervalles courts',
      'La moitié des intervalles entre transferts est inférieure à 2,5 jours.',
      'allocations familiales hebdomadaires',
    ],
    'AIC 634 (2021)',
    'B',
  ),
  untied: sketch(
    'P04',
    2.4,
    0.8875,
    [
      'Several payees without ties to each other',
      '31 payees in one country in 90 days; no phone, account or address is shared between them.',
      'extended families, charities, people who hire freelancers',
    ],
    [
      'Plusieurs bénéficiaires sans lien entre eux',
      '31 bénéficiaires dans un même pays en 90 jours ; aucun téléphone, compte ou adresse en commun.',
      'familles élargies, œuvres, personnes qui emploient des indépendants',
    ],
    'AUSTRAC v Westpac 2019',
    'A',
  ),
  night: sketch(
    'P07',
    1.1,
    0.64,
    [
      'Late evening or night at the payer’s place',
      '64 % of the transfers between 22:00 and 05:00 at the payer’s place.',
      'shift workers, seafarers, calls home across time zones',
    ],
    [
      'Soirée tardive ou nuit chez le payeur',
      '64 % des transferts entre 22 h et 5 h chez le payeur.',
      'travail posté, marins, appels au pays à travers les fuseaux',
    ],
    'ECPAT Sweden 2024; FATF 2025',
    'A',
  ),
  manyPayers: sketch(
    'R01',
    2.6,
    0.95,
    [
      'Small sums from many payers without ties to each other',
      '24 payers in 5 countries in 90 days, median 38.00 EUR.',
      'freelancers, guest houses, online sellers, fund-raisers',
    ],
    [
      'Petites sommes de nombreux payeurs sans lien entre eux',
      '24 payeurs dans 5 pays en 90 jours, médiane 38,00 EUR.',
      'indépendants, maisons d’hôtes, vendeurs en ligne, collectes',
    ],
    'AUSTRAC; Europol 2024',
    'A',
  ),
  passOn: sketch(
    'S06',
    2.2,
    0.8,
    [
      'First-time payments passed on within hours',
      '80 % of what came in left again within 6 hours.',
      'shops, agents, treasurers of associations',
    ],
    [
      'Premiers paiements transférés en quelques heures',
      '80 % de ce qui est entré est ressorti dans les 6 heures.',
      'commerces, agents, trésoriers d’associations',
    ],
    'AUSTRAC Operation Huntsman',
    'A',
  ),
  series: sketch(
    'S01',
    2.3,
    1,
    [
      'New account, a series of payments to a new payee',
      '7 payments in 26 hours to one payee never paid before.',
      'a first purchase from a private seller',
    ],
    [
      'Compte nouveau, série de paiements à un nouveau bénéficiaire',
      '7 paiements en 26 heures à un bénéficiaire jamais payé auparavant.',
      'un premier achat à un particulier',
    ],
    'FinCEN FIN-2025-NTC2',
    'B',
  ),
  risingStop: sketch(
    'S02',
    1.9,
    0.75,
    [
      'Small at first, rising, then an abrupt stop',
      'From 40.00 EUR to 310.00 EUR, then nothing for 19 days.',
      'a purchase in instalments',
    ],
    [
      'Petit d’abord, croissant, puis arrêt net',
      'De 40,00 EUR à 310,00 EUR, puis plus rien depuis 19 jours.',
      'un achat en plusieurs fois',
    ],
    'FATF 2025',
    'B',
  ),
  payDay: sketch(
    'O01',
    -1.8,
    0.3902,
    ['Steady support on a pay-day rhythm', '39 % of the transfers fall within three days of the month’s end.', ''],
    [
      'Soutien régulier au rythme de la paie',
      '39 % des transferts tombent dans les trois jours autour de la fin du mois.',
      '',
    ],
    'IFAD; BSP',
    'B',
  ),
  largeFamily: sketch(
    'O02',
    -1.4,
    0.25,
    ['A large family', '6 of the 31 payees were paid together again and again.', ''],
    ['Une famille nombreuse', '6 des 31 bénéficiaires ont été payés ensemble à plusieurs reprises.', ''],
    'Vigie, ordinary explanations',
    'C',
  ),
} as const satisfies Record<string, ReasonSketch>;

const declared: Lead['unknown'][number] = {
  indicator: 'P05',
  title: { en: 'No apparent legitimate link', fr: 'Aucun lien légitime apparent' },
  missing: ['declared_tie_share', 'tie_declared_known'],
  sentence: {
    en: 'No relationship is declared on any transfer. The declared relationship, as recorded when the account was opened, would tell.',
    fr: 'Aucun transfert ne déclare de relation. La relation déclarée, telle que relevée à l’ouverture du compte, le dirait.',
  },
};
const known: Lead['unknown'][number] = {
  indicator: 'K01',
  title: { en: 'Tie to a known subject', fr: 'Lien avec une personne déjà connue' },
  missing: ['known_self'],
  sentence: {
    en: 'No list of known subjects was supplied with this run.',
    fr: 'Aucune liste de personnes connues n’a été fournie pour cette analyse.',
  },
};

export const HOSTILE_NAME = '<script>alert("synthetic")</script><img src=x onerror=alert(1)>';
const FORMULA_NAME = '=HYPERLINK("#synthetic";"Synthetic")';
export const REVERSED_NAME = 'Synthetic \u202Egnisrever\u202C \u200Bname';
const RTL_NAME = 'اسم تركيبي — Synthetic';
export const LONG_NAME = `Synthetic ${'very-long-name-'.repeat(700)}`;

const stories: readonly Story[] = [
  {
    id: 'SYN-PAYER-0001',
    name: 'Synthetic Payer One',
    role: 'payer',
    queue: 'investigation',
    tier: 'first',
    kind: 'payer',
    partners: 31,
    tied: 2,
    transfers: 142,
    days: 340,
    euros: [15, 60],
    nightShare: 0.64,
    reasons: [sketches.untied, sketches.lowValue, sketches.shortGaps, sketches.night],
    against: [sketches.payDay, sketches.largeFamily],
    unknown: [declared, known],
  },
  {
    id: 'SYN-PAYEE-0002',
    name: 'Synthetic Facilitator Two',
    role: 'facilitator',
    queue: 'investigation',
    tier: 'first',
    kind: 'payee',
    partners: 24,
    transfers: 118,
    days: 200,
    euros: [20, 90],
    nightShare: 0.4,
    reasons: [sketches.manyPayers, sketches.lowValue],
    against: [sketches.largeFamily],
    unknown: [declared],
  },
  {
    id: 'SYN-PAYEE-0003',
    name: 'Synthetic Collector Three',
    role: 'collector',
    queue: 'investigation',
    tier: 'first',
    kind: 'payee',
    partners: 44,
    transfers: 61,
    days: 40,
    euros: [30, 400],
    nightShare: 0.5,
    missingRates: 9,
    reasons: [sketches.passOn, sketches.manyPayers],
    unknown: [known],
  },
  {
    id: 'SYN-PAYER-0004',
    name: HOSTILE_NAME,
    role: 'payer',
    queue: 'investigation',
    tier: 'second',
    kind: 'payer',
    partners: 5,
    transfers: 23,
    days: 90,
    euros: [20, 120],
    nightShare: 0.2,
    reasons: [sketches.lowValue],
    against: [sketches.payDay],
    unknown: [declared],
    partnerName: (index) => [FORMULA_NAME, REVERSED_NAME, RTL_NAME, LONG_NAME, null][index] ?? null,
  },
  {
    id: 'SYN-PAYER-0005',
    name: LONG_NAME,
    role: 'payer',
    queue: 'investigation',
    tier: 'second',
    kind: 'payer',
    partners: 1,
    transfers: 1,
    days: 0,
    euros: [50, 50],
    nightShare: 1,
    reasons: [sketches.night],
  },
  {
    id: 'SYN-PAYER-0006',
    name: null,
    role: 'payer',
    queue: 'investigation',
    tier: 'context',
    kind: 'payer',
    partners: 0,
    transfers: 0,
    days: 30,
    euros: [10, 20],
    nightShare: null,
    reasons: [],
    unknown: [declared, known],
  },
  {
    id: 'SYN-PAYER-0007',
    name: RTL_NAME,
    role: 'payer',
    queue: 'investigation',
    tier: 'context',
    kind: 'payer',
    partners: 3,
    transfers: 200,
    transfersTotal: 1_240,
    days: 2_900,
    euros: [1, 2_500],
    nightShare: null,
    missingRates: 40,
    reasons: [sketches.shortGaps],
    against: [sketches.payDay],
    unknown: [declared],
  },
  {
    id: 'SYN-PAYER-0101',
    name: 'Synthetic Person A',
    role: 'possible_victim',
    queue: 'safeguarding',
    tier: 'first',
    kind: 'payer',
    partners: 1,
    transfers: 7,
    days: 1.1,
    euros: [40, 310],
    nightShare: 0.7,
    reasons: [sketches.series, sketches.risingStop],
    unknown: [known],
  },
  {
    id: 'SYN-PAYER-0102',
    name: 'Synthetic Person B',
    role: 'possible_victim',
    queue: 'safeguarding',
    tier: 'second',
    kind: 'payer',
    partners: 2,
    transfers: 5,
    days: 3,
    euros: [25, 150],
    nightShare: null,
    reasons: [sketches.series],
    against: [sketches.payDay],
  },
  {
    id: 'SYN-PAYER-0103',
    name: 'Synthetic Person C',
    role: 'payer',
    queue: 'safeguarding',
    tier: 'context',
    kind: 'payer',
    partners: 1,
    transfers: 3,
    days: 12,
    euros: [20, 60],
    nightShare: 0.3,
    reasons: [{ ...sketches.risingStop, strength: 0.4 }],
    unknown: [known],
  },
];

function leadOf(story: Story, rank: number, seed: number): Lead {
  const dice = new Dice(seed);
  const transfers = transfersOf(story, dice);
  const reasons = story.reasons.map((reason) => withEvidence(reason, transfers, dice));
  const reasonsAgainst = (story.against ?? []).map((reason) => withEvidence(reason, transfers, dice));
  const score =
    [...reasons, ...reasonsAgainst].reduce((sum, { contribution }) => sum + Math.round(contribution * 1e4), 0) / 1e4;
  const partnerSide = story.kind === 'payer' ? 'payee' : 'payer';
  const subject: LeadMember = {
    kind: story.kind,
    id: story.id,
    name: story.name,
    role: story.role,
    country: 'XA',
    place: 'XA-PLACE-01',
    score,
    transfers: story.transfersTotal ?? transfers.length,
    amountEur: total(transfers),
  };
  const links = new Map<string, LeadTransfer[]>();
  for (const transfer of transfers) {
    const key = transfer[`${partnerSide}Id`];
    links.set(key, [...(links.get(key) ?? []), transfer]);
  }
  const partners: LeadMember[] = Array.from(links, ([id, own]) => ({
    kind: partnerSide,
    id,
    name: nameOf(story, id),
    role: partnerSide === 'payee' && story.queue === 'safeguarding' ? 'collector' : partnerSide,
    country: partnerSide === 'payee' ? 'QN' : 'XA',
    place: `QN-PLACE-0${(own.length % 7) + 1}`,
    score: own.length / 10,
    transfers: own.length,
    amountEur: total(own),
  }));
  const ties: Lead['links'] = Array.from(links, ([id, own]) => ({
    payerId: story.kind === 'payer' ? story.id : id,
    payeeId: story.kind === 'payer' ? id : story.id,
    transfers: own.length,
    amountEur: total(own),
  }));
  const lastAt = transfers.at(-1)?.at ?? '2025-05-01T00:00:00.000Z';
  const activity = {
    firstAt: transfers[0]?.at ?? lastAt,
    lastAt,
    daysSinceLast: (Date.parse(AS_OF) - Date.parse(lastAt)) / DAY,
    transfersLast30: since(transfers, 30),
    transfersLast90: since(transfers, 90),
    gapMedianDays: gapMedian(transfers),
  };
  return {
    leadId: `L-${sha256(`${story.kind} ${story.id}`).slice(0, 12)}`,
    rank,
    rankInQueue: rank,
    queue: story.queue,
    tier: story.tier,
    score,
    subject,
    members: [subject, ...partners],
    otherIds: [],
    membersTotal: partners.length + 1,
    links: ties,
    paths: ties
      .slice(0, 2)
      .map(({ payerId, payeeId }, index) => ({ payerId, payeeIds: [payeeId], score: 5 - 1.25 * index })),
    pathsTotal: Math.min(2, ties.length),
    ...tiesOf(story, transfers),
    reasons,
    reasonsAgainst,
    unknown: [...(story.unknown ?? [])],
    independence: story.kind === 'payee' ? INDEPENDENCE : null,
    corridor: rank === 2 ? { country: 'PH', transfers: 9, transfersElsewhere: 31, activity } : null,
    places: placesOf(partners),
    activity,
    transfers,
    transfersTotal: story.transfersTotal ?? transfers.length,
  };
}

/** As many people tied to the subject of a story as are shown, of whom the last is tied through the first. */
function tiesOf(
  { kind, tied = 0 }: Story,
  transfers: readonly LeadTransfer[],
): Pick<Lead, 'ties' | 'tiesTotal' | 'tiesUnnamed' | 'undoneTies'> {
  const id = (index: number): string => `SYN-${kind.toUpperCase()}-TIED-${index}`;
  const { transferId = '', sourceFile = '', sourceRow = 0 } = transfers[0] ?? {};
  const held = { transferId, sourceFile, sourceRow };
  const source = 'A note of the branch, synthetic';
  return {
    ties: Array.from({ length: tied }, (_, index) => ({
      id: id(index),
      through: index > 0 && index === tied - 1 ? id(0) : null,
      shared: (['phone', 'device'] as const).map((identifier) => ({ identifier, heldByThis: held, heldByOther: held })),
    })),
    tiesTotal: tied === 0 ? 0 : tied + 3,
    tiesUnnamed: tied === 0 ? 0 : 1,
    undoneTies: tied === 0 ? [] : [{ identifier: 'account', about: 'subject', line: 2, source, date: '2025-05-02' }],
  };
}

export function fixtureLeads(): readonly Lead[] {
  const ranks = { investigation: 0, safeguarding: 0 };
  return stories
    .map((story, index) => leadOf(story, 0, 7 + index))
    .toSorted((a, b) => b.score - a.score)
    .map((lead) => {
      ranks[lead.queue] += 1;
      return { ...lead, rankInQueue: ranks[lead.queue] };
    });
}

/** As heavy as a report may get: every lead with a full list of transfers, every other one with more ties than are shown. */
export function heavyLeads(count: number): readonly Lead[] {
  const [story] = stories;
  if (story === undefined) return [];
  const reasons = Object.values(sketches).slice(0, 6);
  return Array.from({ length: count }, (_, index) =>
    leadOf(
      {
        ...story,
        id: `SYN-PAYER-${1000 + index}`,
        transfers: 200,
        transfersTotal: 900,
        partners: 36,
        tied: index % 2 === 0 ? 12 : 0,
        reasons,
      },
      index + 1,
      index,
    ),
  );
}

export function fixtureRun(leads: readonly Lead[]): RunSummary {
  const tiers = (queue: Lead['queue'], more: number): RunSummary['tiers'][number] => {
    const own = leads.filter((lead) => lead.queue === queue);
    const of = (tier: Lead['tier']): number => own.filter((lead) => lead.tier === tier).length;
    return { queue, first: of('first'), second: of('second'), context: of('context') + more };
  };
  const first = { file: '/synthetic/in/transfers-2024.csv', row: 1_207 };
  return {
    program: { name: 'vigie', version: '0.1.0', engine: 'DuckDB 1.5.6', node: '24.11.1' },
    asOf: AS_OF,
    asOfFrom: 'last_transfer',
    strayEnd: null,
    inputs: [
      {
        file: '/synthetic/in/transfers-2024.csv',
        sha256: FILES[0] ?? '',
        bytes: 84_210_332,
        format: 'CSV, “;”, UTF-8',
        read: 412_310,
        accepted: 411_020,
        duplicates: 1_204,
        quarantined: 86,
        columns: [
          { field: 'executed_at', header: 'Date opération', certainty: 'sure' },
          { field: 'payer_id', header: 'ID client', certainty: 'sure' },
          { field: 'payee_name', header: 'Bénéficiaire', certainty: 'sure' },
          { field: 'amount', header: 'Mt', certainty: 'likely' },
          { field: 'currency', header: 'Dev', certainty: 'given' },
        ],
        ignored: ['Frais', 'Taux de change'],
        times: 'payer',
        inLake: false,
        warnings: ['The header was found after 3 other line(s), which were left out.'],
      },
      {
        file: '/synthetic/in/transfers-2025.parquet',
        sha256: FILES[1] ?? '',
        bytes: 31_400_120,
        format: 'Parquet',
        read: 198_004,
        accepted: 198_004,
        duplicates: 0,
        quarantined: 0,
        columns: [],
        ignored: [],
        times: 'offset',
        inLake: false,
        warnings: [],
      },
    ],
    refused: [
      {
        file: '/synthetic/in/notes.pdf',
        reason: 'the file is a PDF: export the transfers as CSV, Parquet, JSON Lines or XLSX.',
      },
    ],
    lake: null,
    kept: null,
    links: { identifiers: 214, people: 96, transfers: 3_318 },
    known: { entries: 12, payers: 1, payees: 4 },
    untied: { rows: 3, payers: 2, payees: 0, unmatched: [4] },
    counts: {
      read: 610_314,
      accepted: 609_024,
      duplicates: 1_204,
      quarantined: 86,
      excluded: { cancelled: 3_110, pending: 240, refunded: 412, toSelf: 1_902, afterAsOf: 0 },
      withoutRate: 2_044,
      byNameAlone: { payers: 12, payees: 640 },
      withoutPayerZone: 18_220,
      payers: 61_204,
      payees: 90_310,
      pairs: 154_800,
      subjectsRanked: 2_310,
      leads: leads.length,
      leadsCut: 2_310 - leads.length,
      groups: { investigation: 0, safeguarding: 0, hubs: 0, protectedPayees: 0, withoutLead: 0 },
    },
    period: { from: '2024-01-01T00:04:00.000Z', to: '2025-06-29T23:51:00.000Z' },
    tiers: [tiers('investigation', 2_270), tiers('safeguarding', 31)],
    quarantineReasons: [
      { reason: 'The amount is not a number in the format of this file.', column: 'amount', rows: 51, first },
      {
        reason: 'The record has 7 column(s) where the header has 9: a separator inside a value must stand in quotes.',
        column: null,
        rows: 33,
        first,
      },
      { reason: 'A sentence of a later version, not known in French.', column: 'payee_id', rows: 2, first },
    ],
    currenciesWithoutRate: [
      { currency: 'XAF', transfers: 2_040, inIso4217: true },
      { currency: 'XYZ', transfers: 4, inIso4217: false },
    ],
    packs: [
      { name: 'public', version: '1.0.0', sha256: sha256('public'), calibrated: false },
      { name: 'ordinary', version: '1.0.0', sha256: sha256('ordinary'), calibrated: false },
    ],
    rates: { source: 'yearly averages shipped with the demo', illustrative: true, sha256: null },
    caps: [
      {
        en: '3 payees have more than 500 payers: an even sample of them was looked at.',
        fr: '3 bénéficiaires ont plus de 500 payeurs : un échantillon régulier en a été examiné.',
      },
      {
        en: '2 leads have more transfers or members than are written out; the totals are given with each.',
        fr: '2 pistes ont plus de transferts ou de membres qu’il n’en est écrit ; les totaux figurent avec chacune.',
      },
    ],
    options: {},
    timings: { scan: 11.2 },
    memory: { peakBytes: 812_000_000 },
  };
}

function transfersOf(story: Story, dice: Dice): LeadTransfer[] {
  const end = Date.parse(AS_OF) - (3 + dice.whole(9)) * DAY;
  const [low, high] = story.euros;
  const times = Array.from(
    { length: story.transfers },
    () => end - Math.floor(dice.next() ** 1.6 * story.days * 1440) * 60_000,
  ).toSorted((a, b) => a - b);
  return times.map((at, index) => {
    const partner = `SYN-${story.kind === 'payer' ? 'PAYEE' : 'PAYER'}-${story.id.slice(-4)}-${partnerIndex(story, index, dice)}`;
    const grown = story.role === 'possible_victim' ? index / Math.max(1, story.transfers - 1) : dice.next();
    const cents = Math.round((low + (high - low) * grown ** 1.5) * 100);
    const withRate = index >= (story.missingRates ?? 0);
    const channel = dice.next() < 0.8 ? 'cash' : 'wallet';
    const provider = dice.next() < 0.9 ? 'Synthetic Remit' : null;
    const payerNight = story.nightShare === null ? (dice.next() < 0.3 ? false : null) : dice.next() < story.nightShare;
    return {
      transferId: sha256(`${story.id} ${index}`).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5'),
      at: new Date(at).toISOString(),
      payerId: story.kind === 'payer' ? story.id : partner,
      payeeId: story.kind === 'payer' ? partner : story.id,
      amount: withRate ? (cents / 100).toFixed(2) : String(cents * 61),
      currency: withRate ? 'EUR' : 'XTS',
      ...{ payoutAmount: null, payoutCurrency: null },
      amountEur: withRate ? (cents / 100).toFixed(2) : null,
      ...{ channel, provider, payerNight },
      payerMinute: minuteOf(payerNight, index),
      sourceFile: FILES[index % 2] ?? '',
      sourceRow: 1000 + index * 37,
    };
  });
}

/** A minute of the day: within the night, from 22:00 to before 05:00, or within the day. */
function minuteOf(night: boolean | null, index: number): number | null {
  if (night === null) return null;
  return night ? (22 * 60 + ((index * 53) % 420)) % 1440 : 5 * 60 + ((index * 97) % 1020);
}

/** New people keep arriving, and some come back. */
function partnerIndex(story: Story, index: number, dice: Dice): number {
  const arrived = Math.max(1, Math.ceil(((index + 1) / story.transfers) * story.partners));
  return Math.floor(arrived * (1 - dice.next() ** 2 * 0.999));
}

function nameOf(story: Story, id: string): string | null {
  const index = Number(id.split('-').at(-1));
  if (story.partnerName !== undefined) return story.partnerName(index);
  return `Synthetic ${story.kind === 'payer' ? 'Payee' : 'Payer'} ${String(index + 1).padStart(2, '0')}`;
}

function withEvidence(reason: ReasonSketch, transfers: readonly LeadTransfer[], dice: Dice): Reason {
  const all = transfers.filter(() => dice.next() < reason.strength);
  const evidence = all.slice(0, 50).map((transfer) => transfer.transferId);
  if (reason.indicator === 'R01' || reason.indicator === 'S06') evidence.push(sha256('elsewhere').slice(0, 32));
  return {
    ...reason,
    contribution: Math.round(reason.strength * reason.weight * 1e4) / 1e4,
    evidence,
    evidenceTotal: Math.max(all.length, evidence.length),
  };
}

function placesOf(members: readonly LeadMember[]): Lead['places'] {
  const byPlace = new Map<string, number>();
  for (const { place, transfers } of members)
    if (place !== null) byPlace.set(place, (byPlace.get(place) ?? 0) + transfers);
  return Array.from(byPlace, ([place, transfers], index) => ({
    place,
    country: 'QN',
    lat: index % 2 === 0 ? 1.5 + index : null,
    lon: index % 2 === 0 ? -3.25 : null,
    transfers,
  })).toSorted((a, b) => b.transfers - a.transfers || (a.place < b.place ? -1 : 1));
}

function total(transfers: readonly LeadTransfer[]): string | null {
  if (transfers.length === 0 || transfers.some((transfer) => transfer.amountEur === null)) return null;
  return (transfers.reduce((sum, { amountEur }) => sum + Math.round(Number(amountEur) * 100), 0) / 100).toFixed(2);
}

function since(transfers: readonly LeadTransfer[], days: number): number {
  return transfers.filter(({ at }) => Date.parse(at) >= Date.parse(AS_OF) - days * DAY).length;
}

function gapMedian(transfers: readonly LeadTransfer[]): number | null {
  const gaps = transfers
    .slice(1)
    .map(({ at }, index) => (Date.parse(at) - Date.parse(transfers[index]?.at ?? at)) / DAY)
    .toSorted((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)] ?? null;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
