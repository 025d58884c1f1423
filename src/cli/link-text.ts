import Table from 'cli-table3';
import { spelledOut } from '../engine/spelled-out.ts';
import { finalVerdict, isLinked, type LinkOutput, levelName } from '../link-output.ts';
import type { LinkedPair } from '../network/linkage/link-people.ts';
import { probabilityOf, type Waterfall } from '../network/linkage/match-weight.ts';
import { MISSING } from '../network/linkage/patterns.ts';
import type { PersonField } from '../network/linkage/person-field.ts';
import { SAME_FROM, type Verdict } from '../network/linkage/verdict.ts';
import { formats } from '../report/formats.ts';
import { inFrench } from '../report/known-sentences.ts';
import type { Language } from '../report/language.ts';
import { type Say, sayIn } from './say-in.ts';

/** Waterfalls shown: the pairs nearest to the line between «same» and a look by a person. */
const MOST_SHOWN = 3;
/** Bits from which on it is worth saying that a value is rare or common. */
const NOTABLE = 0.5;
/** Signs of a bar on either side of nothing, and the bits that fill them. */
const HALF_BAR = 16;
const BITS_OF_HALF = 24;

/** What was linked, how sure, and the closest calls. What the records say is not shown: the terminal keeps a history. */
export function linkText(output: LinkOutput, language: Language): string {
  const say = sayIn(language);
  const { whole } = formats[language];
  const { counts, decisions, blocking, inputs, kind } = output.summary;
  const { linkage, people } = output.linked;
  const sizes = sizesOf(linkage.clusters.first);
  return [
    say(
      `${whole(counts.records)} records of ${kind === 'transfers' ? 'payers and payees' : 'people'}: ${whole(counts.people)} people. ${whole(counts.recordsLinked)} records were linked into ${whole(counts.peopleOfSeveralRecords)} people.`,
      `Enregistrements ${kind === 'transfers' ? 'de payeurs et de bénéficiaires' : 'de personnes'} : ${whole(counts.records)} ; personnes : ${whole(counts.people)}. Reliés : ${whole(counts.recordsLinked)} enregistrements, qui forment ${whole(counts.peopleOfSeveralRecords)} personnes.`,
    ),
    ...columnLines(inputs, say),
    ...inputs.flatMap(({ warnings }) => warnings.map((warning) => say(warning, inFrench(warning) ?? warning))),
    sizesTable(sizes, say, whole),
    verdictsTable(counts.verdicts, say, whole),
    ...(counts.heldApart === 0
      ? []
      : [
          say(
            `Pairs that look like one person, but not the groups around them: ${whole(counts.heldApart)}, kept apart (linked: no in pairs.csv).`,
            `Paires qui semblent une même personne, mais pas les groupes autour d’elles : ${whole(counts.heldApart)}, laissées séparées (linked : no dans pairs.csv).`,
          ),
        ]),
    ...decisionLines(decisions, say, whole),
    ...blocking.tooCommon.map(({ rule, keys, records }) =>
      say(
        `Not compared by «${rule}» alone: ${whole(keys)} values that too many records share (${whole(records)}).`,
        `Non comparées par « ${RULES_IN_FRENCH[rule] ?? rule} » seulement : ${whole(keys)} valeurs partagées par trop d’enregistrements (${whole(records)}).`,
      ),
    ),
    ...closestCalls(linkage.pairs).flatMap((pair) => ['', ...waterfallLines(pair, output, language)]),
    '',
    say(
      `Names serve to recognise one person, never more. Decide on pairs in ${output.path('decisions.csv')}, read them in ${output.path('pairs.csv')}.`,
      `Les noms servent à reconnaître une personne, rien de plus. Décider des paires dans ${output.path('decisions.csv')}, les lire dans ${output.path('pairs.csv')}.`,
    ),
    ...(people.columns.length === 0
      ? [
          say(
            'Nothing can be compared: no field has two values.',
            'Rien ne peut être comparé : aucun champ n’a deux valeurs.',
          ),
        ]
      : []),
  ].join('\n');
}

type Inputs = LinkOutput['summary']['inputs'];

function columnLines(inputs: Inputs, say: Say): string[] {
  return inputs.flatMap(({ columns, ignored }) =>
    columns.length === 0
      ? []
      : [
          `${say('Columns: ', 'Colonnes : ')}${columns.map(({ field, headers }) => `${spelledOut(headers.join(' + '))} → ${field}`).join(', ')}${
            ignored.length === 0 ? '' : `${say('; not read: ', ' ; non lues : ')}${spelledOut(ignored.join(', '))}`
          }.`,
        ],
  );
}

function decisionLines(
  decisions: LinkOutput['summary']['decisions'],
  say: Say,
  whole: (value: number) => string,
): string[] {
  return [
    ...(decisions.obeyed === 0
      ? []
      : [
          say(
            `${whole(decisions.obeyed)} decision${decisions.obeyed === 1 ? ' was' : 's were'} obeyed.`,
            `Décisions suivies : ${whole(decisions.obeyed)}.`,
          ),
        ]),
    ...(decisions.withoutRecord === 0
      ? []
      : [
          say(
            `Decisions that name a record which is not in these files: ${whole(decisions.withoutRecord)}, kept without effect.`,
            `Décisions qui nomment un enregistrement absent de ces fichiers : ${whole(decisions.withoutRecord)} ; gardées, sans effet.`,
          ),
        ]),
    ...decisions.contradicted.map(([left, right]) =>
      say(
        `«same» for ${spelledOut(left ?? '')} and ${spelledOut(right ?? '')} contradicts a decision «different», which was obeyed.`,
        `« same » pour ${spelledOut(left ?? '')} et ${spelledOut(right ?? '')} contredit une décision « different », qui a été suivie.`,
      ),
    ),
  ];
}

function sizesOf(first: Int32Array): Map<number, number> {
  const members = new Map<number, number>();
  for (const person of first) members.set(person, (members.get(person) ?? 0) + 1);
  const sizes = new Map<number, number>();
  for (const size of members.values()) sizes.set(size, (sizes.get(size) ?? 0) + 1);
  return sizes;
}

/** Lines of the table of sizes: the last one takes all that are larger. */
const MOST_SIZES = 8;

function sizesTable(sizes: ReadonlyMap<number, number>, say: Say, whole: (value: number) => string): string {
  const table = plainTable([say('records of a person', 'enregistrements d’une personne'), say('people', 'personnes')]);
  const rows = [...sizes].sort(([one], [other]) => one - other);
  for (const [size, count] of rows.slice(0, MOST_SIZES)) table.push([whole(size), whole(count)]);
  const rest = rows.slice(MOST_SIZES);
  if (rest.length > 0)
    table.push([
      say(`${rest[0]?.[0]} and more`, `${rest[0]?.[0]} et plus`),
      whole(rest.reduce((sum, [, count]) => sum + count, 0)),
    ]);
  return table.toString();
}

function verdictsTable(
  verdicts: Readonly<Record<Verdict, number>>,
  say: Say,
  whole: (value: number) => string,
): string {
  const table = plainTable([
    say('verdict', 'verdict'),
    say('pairs', 'paires'),
    say('what it means', 'ce que cela veut dire'),
  ]);
  for (const verdict of ['same', 'clerical review', 'not enough'] as const)
    table.push([say(verdict, VERDICTS_IN_FRENCH[verdict]), whole(verdicts[verdict]), MEANING[verdict](say)]);
  return table.toString();
}

function plainTable(head: string[]): Table.Table {
  return new Table({ head, style: { head: [], border: [], compact: true }, colAligns: ['left', 'right', 'left'] });
}

const VERDICTS_IN_FRENCH: Readonly<Record<Verdict, string>> = {
  same: 'même personne',
  'clerical review': 'à relire',
  'not enough': 'trop peu',
  different: 'deux personnes',
};

const MEANING: Readonly<Record<Exclude<Verdict, 'different'>, (say: Say) => string>> = {
  same: (say) =>
    say(
      `probability ${SAME_FROM} or more, two kinds of evidence agree, or a decision`,
      `probabilité de ${SAME_FROM} ou plus, deux sortes d’indices concordent, ou une décision`,
    ),
  'clerical review': (say) =>
    say('a person should look; not linked by this', 'une personne devrait regarder ; ne relie pas'),
  'not enough': (say) =>
    say(
      'too little is known of both, or a decision; not linked by this',
      'trop peu est connu des deux, ou une décision ; ne relie pas',
    ),
};

function closestCalls(pairs: readonly LinkedPair[]): LinkedPair[] {
  const line = Math.log2(SAME_FROM / (1 - SAME_FROM));
  return pairs
    .filter(({ decision, verdict }) => decision === null && verdict !== 'not enough')
    .toSorted(
      (x, y) => Math.abs(x.waterfall.weight - line) - Math.abs(y.waterfall.weight - line) || x.a - y.a || x.b - y.b,
    )
    .slice(0, MOST_SHOWN);
}

/** A waterfall: each line begins where the one above ended. */
function waterfallLines(pair: LinkedPair, output: LinkOutput, language: Language): string[] {
  const say = sayIn(language);
  const { decimal } = formats[language];
  const { linkage, people } = output.linked;
  const bits = (value: number): string => `${value < 0 ? '−' : '+'}${decimal(Math.abs(value), 1, 1)}`.padStart(7);
  const verdict = finalVerdict(pair);
  const verdictSaid = say(verdict, VERDICTS_IN_FRENCH[verdict]);
  const linked = isLinked(linkage, pair) ? say('linked', 'reliés') : say('not linked', 'non reliés');
  let at = 0;
  const lines = stepsOf(pair.waterfall, language).map(([text, change]) => {
    const from = at;
    at += change;
    return `  ${text.padEnd(34)}${bits(change)}  ${bar(from, at)}`;
  });
  const { weight } = pair.waterfall;
  return [
    say(
      `Close call: ${spelledOut(people.ids[pair.a] ?? '')} and ${spelledOut(people.ids[pair.b] ?? '')}: ${verdictSaid}, ${linked}`,
      `Cas limite : ${spelledOut(people.ids[pair.a] ?? '')} et ${spelledOut(people.ids[pair.b] ?? '')} : ${verdictSaid}, ${linked}`,
    ),
    ...lines,
    `  ${say('match weight (bits)', 'poids (bits)').padEnd(34)}${bits(weight)}  ${say('probability', 'probabilité')} ${decimal(probabilityOf(weight), 2, 2)}`,
  ];
}

function stepsOf({ prior, steps }: Waterfall, language: Language): [string, number][] {
  const say = sayIn(language);
  return [
    [say('any two records', 'deux enregistrements quelconques'), prior],
    ...steps
      .filter(({ level }) => level !== MISSING)
      .map(({ field, level, agreement, rarity }): [string, number] => [
        `${say(field.replaceAll('_', ' '), FIELDS_IN_FRENCH[field])}${say(': ', ' : ')}${say(levelName(field, level), LEVELS_IN_FRENCH[levelName(field, level)] ?? '')}${rarity >= NOTABLE ? say(', rare', ', rare') : ''}${rarity <= -NOTABLE ? say(', common', ', courant') : ''}`,
        agreement + rarity,
      ]),
  ];
}

function bar(from: number, to: number): string {
  const place = (value: number): number =>
    HALF_BAR + Math.round((Math.max(-BITS_OF_HALF, Math.min(BITS_OF_HALF, value)) / BITS_OF_HALF) * HALF_BAR);
  const [start, end] = [Math.min(place(from), place(to)), Math.max(place(from), place(to))];
  const signs = Array.from({ length: 2 * HALF_BAR + 1 }, (_, at) => {
    if (at >= start && at <= end) return to >= from ? '█' : '░';
    return at === HALF_BAR ? '│' : ' ';
  });
  return signs.join('').trimEnd();
}

const FIELDS_IN_FRENCH: Readonly<Record<PersonField, string>> = {
  given_name: 'prénom',
  surname: 'nom de famille',
  name: 'nom',
  date_of_birth: 'date de naissance',
  document: 'document',
  email: 'adresse électronique',
  phone: 'téléphone',
  account: 'compte',
  device: 'appareil',
  address: 'adresse',
  postcode: 'code postal',
  place: 'lieu',
  region: 'région',
  country: 'pays',
};

const LEVELS_IN_FRENCH: Readonly<Record<string, string>> = {
  same: 'identique',
  close: 'proche',
  similar: 'semblable',
  crossed: 'croisé',
  'one word': 'un mot',
  'one slip': 'une faute',
  partly: 'en partie',
  different: 'différent',
};

const RULES_IN_FRENCH: Readonly<Record<string, string>> = {
  document: 'document',
  email: 'adresse électronique',
  phone: 'téléphone',
  account: 'compte',
  device: 'appareil',
  'date of birth': 'date de naissance',
  'two names': 'deux noms',
  'own part of the e-mail': 'partie propre de l’adresse électronique',
  address: 'adresse',
  'name and year of birth': 'nom et année de naissance',
  'initial and month of birth': 'initiale et mois de naissance',
  'day and month of birth, and place': 'jour et mois de naissance, et lieu',
  'name and place': 'nom et lieu',
  'one rare name': 'un nom rare',
};
