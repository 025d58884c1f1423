import { loadClockPack } from '../src/casework/clocks/clock-pack.ts';
import type { ClockRule, Notice } from '../src/casework/clocks/clock-schema.ts';
import type { Counting, Period } from '../src/casework/clocks/counting.ts';
import { table } from './markdown-table.ts';

const COUNTINGS: Readonly<Record<Counting, readonly [string, string]>> = {
  eu_1182: [
    'EU',
    'Regulation (EEC, Euratom) 1182/71, Article 3: the day of the event is not counted, of hours the hour of the event is not; all days are counted unless working days are said; a last day that is a Saturday, a Sunday or a holiday moves to the next working day; two days or more hold at least two working days.',
  ],
  fr_801: [
    'France',
    'Code de procédure pénale, Article 801, from memory: the day of the event is not counted; the period ends with the last day; a Saturday, a Sunday or a holiday moves to the next working day.',
  ],
  plain: ['plain', 'The day of the event is not counted, and nothing is moved. Hours run from the event.'],
  earliest_end: [
    'earliest end',
    'For what runs out: the day of the event is the first day, hours run from the event, and nothing is moved. It may last longer; nobody should count on that.',
  ],
};

const MEANINGS: Readonly<Record<ClockRule['means'], string>> = {
  answer_due: 'answer due',
  ask_again: 'ask again',
  protection_ends: 'protection runs out',
  may_go_ahead: 'may go ahead',
};

/** The reference page of the clocks, made from `packs/clocks`. */
export function clocksPage(): string[] {
  const pack = loadClockPack();
  const law = pack.rules.filter(({ source }) => source.trust !== 'unit');
  const house = pack.rules.filter(({ source }) => source.trust === 'unit');
  return [
    '# Clocks of requests',
    `Version ${pack.pack.version}. What is awaited from whom, by when, and who is told. **This is no legal advice.** The table helps not to forget; which law applies, and how it is counted, a lawyer or a magistrate decides. Each rule names its source and a mark: A text of the issuing body, B summary, C from memory, to be checked; *unit* is a house rule, no law. The rules are data in \`packs/clocks\`, checked when they are read; a change is a new version.`,
    'A clock starts with the first of its events that has happened, seen from the place that owes the answer: late in Paris is the next morning in Manila. Where receipt was not told, sending starts it. Its end depends on events alone, never on when somebody looked. A request has a next date as long as it is open: the date that its holder set, or the next step or end of a clock when that is nearer.',
    '## Rules from law',
    ruleTable(law),
    '## House rules',
    'Where law sets no term, silence would go unnoticed. *Ask again* starts afresh with every sign and every question; the rules without it do not, so that asking again cannot put off the decision.',
    ruleTable(house),
    '## What sets no clock',
    table(
      ['id', 'legal basis', 'says', 'mark', 'from'],
      pack.notices.map((notice) => [
        `\`${notice.id}\``,
        notice.instrument.en,
        notice.words.en,
        notice.source.trust,
        notice.in_force_from ?? '',
      ]),
    ),
    '## How it is counted',
    table(['counting', 'meaning'], Object.values(COUNTINGS)),
    'The mark beside a counting in the tables says how sure it is that this rule is counted so. Months end on the same date, or on the last day of a shorter month. Hours are hours that pass, also when clocks change. When hours are counted and only the day of the event is known, the clock begins with that day and says so.',
    'Working days leave out Saturdays, Sundays and the public holidays of the country, and of the region where it was given (Good Friday and 26 December in Alsace and Moselle). A country without a list of holidays is counted by weekends alone, and the clock says so. Holidays that follow the sight of the moon are estimates. A country with several times is taken at one of them, and the clock says so. Days of rest that are not Saturday and Sunday:',
    table(
      ['country', 'days of rest (Monday is 1)'],
      Object.entries(pack.calendars.weekends).map(([country, days]) => [country, days.join(', ')]),
    ),
    'Holidays come from the npm package date-holidays (ISC), whose data are licensed under Creative Commons Attribution 3.0; they are computed on the machine, without a connection.',
    '## Who is told, when',
    'Days from the last day, hours from the end; negative before it. Warnings go to the holder. Each step is told once.',
    table(
      ['ladder', 'steps'],
      Object.entries(pack.ladders).map(([name, steps]) => [
        name,
        steps.map(({ to, days = 0, hours }) => `${to} ${hours === undefined ? `${days} d` : `${hours} h`}`).join(', '),
      ]),
    ),
    '## Kinds of requests',
    table(
      ['kind', 'English', 'French', 'to', 'asked beside it'],
      pack.kinds.map(({ id, name, addressees, traits }) => [
        `\`${id}\``,
        name.en,
        name.fr,
        addressees.join(', ').replaceAll('_', ' '),
        traits.map((trait) => trait.name.en).join('; '),
      ]),
    ),
    'Groups of countries:',
    table(
      ['group', 'countries'],
      Object.entries(pack.groups).map(([name, countries]) => [name.replaceAll('_', ' '), countries.join(' ')]),
    ),
  ];
}

function ruleTable(rules: readonly ClockRule[]): string {
  return table(
    ['id', 'legal basis', 'says', 'mark', 'from', 'starts', 'length', 'end means', 'counted', 'form', 'told'],
    rules.map((rule) => [
      `\`${rule.id}\` ${rule.version}`,
      rule.instrument.en,
      [rule.words.en, rule.scope?.en, appliesTo(rule)].filter((part) => part !== undefined).join(' '),
      rule.source.trust,
      rule.in_force_from ?? '',
      `${rule.again ? 'last of ' : ''}${rule.starts.join(', ').replaceAll('_', ' ')}`,
      lengthText(rule),
      MEANINGS[rule.means],
      `${COUNTINGS[rule.counting][0]} (${rule.counting_trust})${rule.working_week === 6 ? ', Saturdays worked' : ''}`,
      rule.form?.en ?? '',
      `ladder ${rule.ladder}${rule.urgent_ladder === undefined ? '' : `, urgent ${rule.urgent_ladder}`}${rule.warn_days.length === 0 ? '' : `; warnings ${rule.warn_days.join(', ')} d before`}`,
    ]),
  );
}

function appliesTo({ where, countries, own_countries }: Notice): string | undefined {
  const places = [
    ...(where === 'anywhere' ? [] : [where === 'home' ? 'at home' : 'abroad']),
    ...(countries === undefined ? [] : [`to ${countries.join(', ').replaceAll('_', ' ')}`]),
    ...(own_countries === undefined ? [] : [`from ${own_countries.join(', ').replaceAll('_', ' ')}`]),
  ];
  return places.length === 0 ? undefined : `(${places.join(', ')})`;
}

function lengthText({ length, urgent_length, extension }: ClockRule): string {
  return [
    periodText(length),
    ...(urgent_length === undefined ? [] : [`urgent ${periodText(urgent_length)}`]),
    ...(extension === undefined
      ? []
      : [
          `+ ${extensionText(extension)}${extension.times === undefined ? ', again and again' : extension.times === 1 ? ', once' : ` × ${extension.times}`}`,
        ]),
  ].join('; ');
}

function extensionText({ length, named_day_only }: NonNullable<ClockRule['extension']>): string {
  if (length === undefined) return 'to the day that is named';
  return named_day_only === true ? `to the day that is named, at most ${periodText(length)}` : periodText(length);
}

function periodText({ amount, unit }: Period): string {
  const name = unit.replaceAll('_', ' ');
  return `${amount} ${amount === 1 ? name.slice(0, -1) : name}`;
}
