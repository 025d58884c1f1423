import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command, Option } from 'commander';
import { z } from 'zod';
import { vigieProgram } from '../src/cli/program.ts';
import { type Fact, PAIR_FACTS, PAYEE_FACTS, PAYER_FACTS } from '../src/facts/catalogue.ts';
import type { Condition } from '../src/indicators/condition.ts';
import { EVIDENCE } from '../src/indicators/evidence.ts';
import type { Indicator } from '../src/indicators/indicator.ts';
import { loadPacks } from '../src/indicators/load-packs.ts';
import type { SentencePart } from '../src/indicators/sentence.ts';
import { groupSchema } from '../src/leads/group.ts';
import { leadSchema } from '../src/leads/lead.ts';
import { runSummarySchema } from '../src/leads/run-summary.ts';
import { PUBLIC_PACK } from '../src/scan-options.ts';
import {
  ATTRIBUTE_WORDS,
  EVENT_WORDS,
  FIELD_WORDS,
  FILLER_WORDS,
  HEAD_WORDS,
  type HeaderWords,
  LIKELY_SHORT_FORMS,
  SIDE_PHRASES,
  SIDE_WORDS,
  SURE_SHORT_FORMS,
} from '../src/transfers/tabular/header-words.ts';
import { RAW_FIELDS, TRANSFER_COLUMNS } from '../src/transfers/transfer.ts';
import { clocksPage } from './clocks-page.ts';
import { table } from './markdown-table.ts';
import { qualificationsPage } from './qualifications-page.ts';

/**
 * The pages of the reference that say what the code says, made from it. `npm run docs` writes them; a test fails when one is
 * not what this file would write.
 */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const MADE = '<!-- Made from the code by `npm run docs`. Change the code, not this page. -->';

/** Every made page: path from the root, text. */
export async function madePages(): Promise<ReadonlyMap<string, string>> {
  return new Map(
    Object.entries({
      'command-line': commandLine(await vigieProgram('en')),
      transfer: transfer(),
      headers: headers(),
      facts: facts(),
      'public-pack': publicPack(),
      'lead-and-run': leadAndRun(),
      clocks: clocksPage(),
      qualifications: qualificationsPage(),
    }).map(([name, parts]) => [`docs/reference/${name}.md`, `${[MADE, ...parts].join('\n\n')}\n`]),
  );
}

function commandLine(program: Command): string[] {
  return [
    '# Command line',
    '`npm run vigie -- COMMAND …` from the folder of the project; `vigie COMMAND …` where the program is linked. `vigie COMMAND --help` says the same as this page. What a program ends with: [exit codes](exit-codes.md).',
    table(
      ['command', 'what it does'],
      program.commands.map((command) => [`[\`${command.name()}\`](#vigie-${command.name()})`, command.description()]),
    ),
    ...program.commands.flatMap(oneCommand),
    '## npm scripts',
    table(
      ['command', 'what it does'],
      [
        ['`npm start`', 'installs what is missing, then runs `vigie demo`; `npm start -- --lang fr` in French'],
        [
          '`npm test`',
          'installs what is missing, then runs every check; `npm test -- csv` runs the static checks and the tests with `csv` in their path',
        ],
        ['`npm run vigie -- …`', 'the `vigie` command'],
        ['`npm run bench`', 'speed and memory, see [speed](speed.md)'],
        ['`npm run bench:quality`', 'quality on worlds with unseen seeds, see [quality](quality.md)'],
        ['`npm run bench:linkage`', 'record linkage against labelled data sets, see [linkage](linkage.md)'],
        [
          '`npm run bench:others`',
          'the ranking against published thresholds, an isolation forest and trained trees, for which pip fetches packages the first time, see [against others](against-others.md)',
        ],
        ['`npm run docs`', 'writes the made pages of this reference again'],
      ],
    ),
  ];
}

function oneCommand(command: Command): string[] {
  const inputs = command.registeredArguments.map(
    (argument) => [`\`${argument.name()}${argument.variadic ? ' …' : ''}\``, argument.description] as const,
  );
  return [
    `## vigie ${command.name()}`,
    command.description(),
    `\`\`\`text\nvigie ${command.name()} ${command.usage()}\n\`\`\``,
    ...(inputs.length === 0 ? [] : [table(['argument', 'meaning'], inputs)]),
    table(
      ['option', 'meaning', 'default'],
      command.options.map((option) => [`\`${option.flags}\``, optionMeaning(option), optionDefault(option)]),
    ),
  ];
}

function optionMeaning({ description, argChoices, mandatory }: Option): string {
  const choices = argChoices === undefined ? '' : ` One of ${argChoices.map((choice) => `\`${choice}\``).join(', ')}.`;
  return `${description}.${choices}${mandatory ? ' Required.' : ''}`;
}

function optionDefault({ defaultValue, defaultValueDescription }: Option): string {
  if (defaultValueDescription !== undefined) return defaultValueDescription;
  return defaultValue === undefined ? '' : `\`${String(defaultValue)}\``;
}

function transfer(): string[] {
  return [
    '# The transfer',
    'One row is one movement of money from one payer to one payee. Every reader ends here, whatever the format; the lake holds these columns in Parquet. Missing is NULL, never an empty text or 0. Money is decimal from end to end.',
    table(
      ['column', 'type', 'meaning'],
      TRANSFER_COLUMNS.map(({ name, type, description }) => [`\`${name}\``, `\`${type}\``, description]),
    ),
    '## Fields that a reader or a mapping may fill',
    `${RAW_FIELDS.map((field) => `\`${field}\``).join(', ')}.`,
    'Required: `executed_at` (or `executed_date`, with `executed_time` beside it when there is one), `amount`, `currency`, and for either side one of identifier, name, account or phone. A payer or payee without an identifier gets one by a rule that is shown in the identifier itself: `account:…`, else `phone:…`, else `name:…|country|place`.',
  ];
}

function headers(): string[] {
  const words = ({ sure, likely }: HeaderWords): [string, string] => [
    sure.map((word) => `\`${word}\``).join(', '),
    likely
      .filter((word) => word !== '')
      .map((word) => `\`${word}\``)
      .join(', '),
  ];
  const head = ['sure', 'likely'];
  return [
    '# Headers that are recognised',
    'Compared in small letters, without accents and punctuation, words separated by one space, short forms spelled out: `N° de tél. de l’Expéditeur` is `numero telephone expediteur`. The names of the [fields](transfer.md) themselves are always recognised. What was guessed, and how sure, and which columns were not read, stands in `run.json`, in the report and on the terminal; two headers that fit one field equally well are refused, not chosen between. Anything else: [a mapping file](mapping-file.md).',
    `Left out: ${[...FILLER_WORDS].map((word) => `\`${word}\``).join(', ')}; and what stands in brackets and only says how values are written, such as \`(UTC)\`, \`(JJ/MM/AAAA)\` or \`(ISO 3166)\`. A bare \`N°\` or \`#\` is not guessed at: it is as often the number of the row.`,
    'An amount may say its currency, as in `Montant (EUR)` or `amount_usd`: that is its currency where no column gives one. Beside such a column it may be a converted amount: then the amount without a unit is taken, and where there is none, the file is refused and a person must say.',
    '## Sides',
    'A header about a person is a side and an attribute, in either order: `sender phone`, `telephone beneficiaire`.',
    table(
      ['side', ...head],
      Object.entries(SIDE_WORDS).map(([side, each]) => [side, ...words(each)]),
    ),
    '## Attributes of a side',
    table(
      ['attribute', ...head],
      Object.entries(ATTRIBUTE_WORDS).map(([name, each]) => [`\`${name}\``, ...words(each)]),
    ),
    '## Words about the transfer',
    `One of these words and one for the transfer, in either order: \`date of the transaction\`, \`motif du virement\`. Words for the transfer: ${words(EVENT_WORDS)[0]}; only likely: ${words(EVENT_WORDS)[1]}.`,
    table(
      ['field', ...head],
      Object.entries(HEAD_WORDS).map(([field, each]) => [`\`${field}\``, ...words(each)]),
    ),
    '## Everything else',
    table(
      ['field', ...head],
      Object.entries({ ...SIDE_PHRASES, ...FIELD_WORDS })
        .filter(([, { sure, likely }]) => sure.length + likely.length > 0)
        .map(([field, each]) => [`\`${field}\``, ...words(each)]),
    ),
    '## Short forms',
    table(
      ['word', ...head],
      [...new Set([...SURE_SHORT_FORMS.values(), ...LIKELY_SHORT_FORMS.values()])].sort().map((word) => {
        const forms = (all: ReadonlyMap<string, string>): string =>
          [...all].flatMap(([form, spelled]) => (spelled === word ? [`\`${form}\``] : [])).join(', ');
        return [`\`${word}\``, forms(SURE_SHORT_FORMS), forms(LIKELY_SHORT_FORMS)];
      }),
    ),
  ];
}

function facts(): string[] {
  const group = (title: string, prefix: string, all: readonly Fact[]): string[] =>
    all.length === 0
      ? []
      : [
          title,
          table(
            ['fact', 'unit', 'meaning', 'window'],
            all.map(({ id, unit, meaning, window }) => [
              `\`${prefix}.${id}\``,
              unit.replaceAll('_', ' '),
              meaning,
              window,
            ]),
          ),
        ];
  const ofSubject = (name: 'payer' | 'payee', all: readonly Fact[]): string[] => [
    `## Facts of a ${name}`,
    ...group(
      'From its own transfers:',
      name,
      all.filter(({ order }) => order === 1),
    ),
    ...group(
      'From the subjects around it:',
      name,
      all.filter(({ order }) => order === 2),
    ),
  ];
  return [
    '# Facts',
    'What Vigie measures about a payer, a payee and a pair. A fact that cannot be measured is *unknown*, never zero. Counted are transfers that were not cancelled, not refunded and not to oneself. Windows are half-open, `[t - w, t)`. Local dates and hours are those of the payer’s place unless the meaning says otherwise. Packs name a fact by the part after the dot.',
    ...ofSubject('payer', PAYER_FACTS),
    ...ofSubject('payee', PAYEE_FACTS),
    ...group('## Facts of a pair', 'pair', PAIR_FACTS),
  ];
}

function publicPack(): string[] {
  const pack = loadPacks([PUBLIC_PACK]);
  const [identity] = pack.identities;
  const { investigation, safeguarding } = pack.tiers;
  const tierRow = (queue: string, tiers: typeof safeguarding): string[] => [
    queue,
    ...[tiers.first, tiers.second].map((tier) => `score ${tier.score} and ${tier.families} families`),
  ];
  const section = (title: string, said: string, wanted: (indicator: Indicator) => boolean): string[] => {
    const found = pack.indicators.filter(wanted);
    return found.length === 0 ? [] : [`## ${title}`, said, ...found.flatMap(oneIndicator)];
  };
  const isReason = ({ kind }: Indicator): boolean => kind === 'indicator';
  return [
    '# The public pack',
    `Version ${identity?.version ?? 'unknown'}. Every indicator names its document, year and trust mark: A text of the issuing body, B press or trade summary of it, C from memory, to be checked. ${identity?.calibrated ? 'The weights were estimated from outcomes.' : 'The weights order a list; they are not probabilities, because no institution has calibrated them on outcomes of its own.'} How a pack is read: [write a pack](../how-to/write-a-pack.md). Country, city, name, sex, age and kinship weigh nothing: [why](../why/what-weighs-nothing.md).`,
    'A weight is in log-odds at full strength. `0.4 → 0.9` is a ramp: strength 0 at the first value, 1 at the second. *all of* is as strong as its weakest part, *any of* as its strongest.',
    '## Tiers',
    'A tier needs a score and several families with an indicator at half strength or more.',
    ...(investigation.crowd === null
      ? []
      : [
          `The first tier of the investigation queue takes nobody whom shared payees join to more than ${investigation.crowd.atMost} other proposed payers: [why, and whom it takes all the same](../why/first-tier.md).`,
        ]),
    table(
      ['queue', 'first', 'second'],
      [tierRow('investigation', investigation), tierRow('safeguarding', safeguarding)],
    ),
    '## What the records cannot tell',
    ...pack.limits.map(({ id, en }) => `**${id}.** ${en}`),
    ...section(
      'Reasons for: payers, investigation queue',
      'What the transfers of a payer show, and what the other payers of its payees are like.',
      (each) => isReason(each) && each.subject === 'payer' && each.queue === 'investigation',
    ),
    ...section(
      'Reasons for: payees, investigation queue',
      'What a payee receives, and from whom. A payee may be a victim.',
      (each) => isReason(each) && each.subject === 'payee' && each.queue === 'investigation',
    ),
    ...section(
      'Reasons for: safeguarding queue',
      'Financial sexual extortion, where the payer may be the victim.',
      (each) => isReason(each) && each.queue === 'safeguarding',
    ),
    ...section(
      'Reasons against: payers',
      'Ordinary explanations of what a payer does.',
      (each) => !isReason(each) && each.subject === 'payer',
    ),
    ...section(
      'Reasons against: payees',
      'Ordinary explanations of what a payee receives.',
      (each) => !isReason(each) && each.subject === 'payee',
    ),
  ];
}

function oneIndicator(indicator: Indicator): string[] {
  const { id, title, queue, kind, family, weight, condition, evidence, sentence, source, lookAlikes, suggests } =
    indicator;
  const against = kind === 'ordinary_explanation';
  return [
    `### ${id} ${title.en}`,
    `*${title.fr}*`,
    [
      `- weight ${weight} · family \`${family}\`${against ? ` · queue: ${queue}` : ''}${suggests === null ? '' : ` · suggests the role ${suggests}`}`,
      `- when: ${conditionText(condition)}`,
      `- says: ${sentenceText(sentence.en)}`,
      `- evidence: ${EVIDENCE[evidence]}`,
      `- source: ${[source.document, source.year].filter((part) => part !== undefined).join(', ')} (${source.trust})`,
      `- ${against ? 'what may hide behind it' : 'look-alikes'}: ${lookAlikes.en}`,
    ].join('\n'),
  ];
}

function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'ramp':
      return `\`${condition.fact}\` ${condition.from} → ${condition.to}${condition.scale === 'log' ? ' (log)' : ''}${condition.optional ? ' (left out when unknown)' : ''}`;
    case 'threshold': {
      const limits = [
        ...(Number.isFinite(condition.atLeast) ? [`at least ${condition.atLeast}`] : []),
        ...(Number.isFinite(condition.atMost) ? [`at most ${condition.atMost}`] : []),
      ];
      return `\`${condition.fact}\` ${limits.join(', ')}${condition.optional ? ' (left out when unknown)' : ''}`;
    }
    case 'all':
    case 'any': {
      const parts = condition.of.map(conditionText);
      return parts.length === 1 ? parts.join('') : `${condition.kind} of (${parts.join('; ')})`;
    }
  }
}

function sentenceText(parts: readonly SentencePart[]): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('whereKnown' in part) return `[${sentenceText(part.whereKnown)}]`;
      const number = `\`{${part.fact}${part.parameter === null ? '' : `.${part.parameter}`}}\``;
      const many = part.words?.[1];
      if (many === undefined) return number;
      return part.format === 'plural' ? many : `${number} ${many}`;
    })
    .join('');
}

function leadAndRun(): string[] {
  const schemaTable = (schema: z.ZodType): string =>
    table(['field', 'type', 'meaning'], fieldsOf(z.toJSONSchema(schema, { unrepresentable: 'any' }) as Shape, ''));
  return [
    '# leads.jsonl, groups.jsonl and run.json, field by field',
    '`[]` stands for each element of a list. Amounts are decimal text in euro, instants ISO 8601 in UTC. Texts in two languages have `.en` and `.fr`. What the files are for: [output files](output-files.md).',
    '## leads.jsonl',
    'One lead a line, best first.',
    schemaTable(leadSchema),
    '## groups.jsonl',
    'One group a line: those of the safeguarding queue, then those of the investigation queue. [Why](../why/groups.md).',
    schemaTable(groupSchema),
    '## run.json',
    'Two runs over the same input differ only in `timings` and `memory`.',
    schemaTable(runSummarySchema),
  ];
}

/** As much of a JSON Schema as the two schemas use. */
interface Shape {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
}

function fieldsOf(shape: Shape, path: string): string[][] {
  return Object.entries(shape.properties ?? {}).flatMap(([name, field]) => {
    const here = `${path}${name}`;
    const isText = field.properties !== undefined && Object.keys(field.properties).join() === 'en,fr';
    const row = [`\`${here}\``, isText ? 'text in two languages' : typeOf(field), field.description ?? ''];
    if (isText) return [row];
    return [row, ...fieldsOf(field, `${here}.`), ...(field.items ? fieldsOf(field.items, `${here}[].`) : [])];
  });
}

function typeOf(field: Shape): string {
  if (field.anyOf !== undefined) return field.anyOf.map(typeOf).join(' or ');
  if (field.const !== undefined) return `\`${String(field.const)}\``;
  if (field.enum !== undefined) return field.enum.map((value) => `\`${value}\``).join(', ');
  if (field.type === 'array') return field.items?.type === undefined ? 'list' : `list of ${typeOf(field.items)}`;
  return [field.type ?? 'any'].flat().join(' or ');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of await madePages()) {
    const file = join(ROOT, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(path);
  }
}
