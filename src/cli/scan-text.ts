import type { Group } from '../leads/group.ts';
import type { Lead } from '../leads/lead.ts';
import { inReadingOrder } from '../leads/recency.ts';
import type { RunSummary } from '../leads/run-summary.ts';
import { firstTierCautions } from '../report/first-tier-cautions.ts';
import { formats } from '../report/formats.ts';
import type { Language } from '../report/language.ts';
import { shownOfQueue } from '../report/render-report.ts';
import { message } from '../report/say.ts';
import type { ScanOutput } from '../scan-output.ts';
import { asOfLines, strayLines } from './as-of-lines.ts';
import { currencyLines, knownLines, linkLines, nameLines, timesLines, untieLines } from './assumption-lines.ts';
import { columnsLines } from './columns-lines.ts';
import { keptLines } from './kept-lines.ts';
import { leadsTable, legend } from './leads-table.ts';
import { alarm, quarantineLines } from './quarantine-lines.ts';
import { type Say, sayIn } from './say-in.ts';

/** What a person wants to know first: how much was read and how, the first leads, where to read on. */
export function scanText(output: ScanOutput, language: Language, most = 10): string {
  const say = sayIn(language);
  const { summary } = output;
  const shown: Lead[] = [];
  const queues = (['safeguarding', 'investigation'] as const).flatMap((queue) => {
    const proposed = output.leads.filter((lead) => lead.queue === queue && lead.tier !== 'context');
    const leads = inReadingOrder(proposed).slice(0, most);
    shown.push(...leads);
    return ['', ...queueLines(queue, leads, output, language)];
  });
  const explained = legend(shown, language);
  return [
    ...readLines(summary, output.path('quarantine.csv'), language),
    ...nameLines(summary, language),
    ...linkLines(summary, language),
    ...untieLines(summary, language),
    ...knownLines(summary, language),
    ...columnsLines(summary.inputs, language),
    ...timesLines(summary, language),
    ...currencyLines(summary, language),
    ...asOfLines(summary, language),
    ...queues,
    ...(explained.length === 0
      ? []
      : [
          '',
          say(
            'Ranks count within each queue; subjects.csv has both queues in one order. The codes:',
            'Les rangs se comptent dans chaque file ; subjects.csv donne les deux files en un seul ordre. Les codes :',
          ),
          ...explained,
        ]),
    '',
    say(
      `A lead is not an accusation: people decide. Read on in ${output.path('report.html')}`,
      `Une piste n’est pas une accusation : ce sont des personnes qui décident. La suite dans ${output.path('report.html')}`,
    ),
  ].join('\n');
}

/** What has to be said even to who asked for silence. */
export function attentionText(summary: RunSummary, language: Language): string {
  return [...alarm(summary, language), ...strayLines(summary, language)].join('\n');
}

/** What came of the files that were named, then what a lake holds. */
function readLines(summary: RunSummary, quarantine: string, language: Language): string[] {
  const { inputs, lake, counts, refused } = summary;
  const say = sayIn(language);
  const { whole } = formats[language];
  const fresh = inputs.filter(({ inLake }) => !inLake);
  const total = (pick: (input: RunSummary['inputs'][number]) => number): number =>
    fresh.reduce((sum, input) => sum + pick(input), 0);
  const [read, accepted, duplicates, quarantined] = [
    total((input) => input.read),
    total((input) => input.accepted),
    total((input) => input.duplicates),
    total((input) => input.quarantined),
  ];
  const lines: string[] = [];
  if (fresh.length > 0)
    lines.push(
      say(
        `${whole(read)} record${read === 1 ? '' : 's'} read: ${whole(accepted)} accepted, ${whole(duplicates)} duplicate${duplicates === 1 ? '' : 's'}, ${whole(quarantined)} in quarantine.`,
        `Enregistrements lus : ${whole(read)} ; acceptés : ${whole(accepted)} ; doublons : ${whole(duplicates)} ; en quarantaine : ${whole(quarantined)}.`,
      ),
    );
  const known = inputs.length - fresh.length;
  if (known > 0)
    lines.push(
      say(
        `In the lake already, not read again, nothing added: ${filesNamed(inputs, whole)}.`,
        `Déjà dans l’entrepôt, non relu${known > 1 ? 's' : ''}, rien n’a été ajouté : ${filesNamed(inputs, whole)}.`,
      ),
    );
  if (inputs.length === 0 && lake !== null)
    lines.push(
      say(
        'No file was named: what the lake holds was scanned, and nothing was added.',
        'Aucun fichier n’a été nommé : l’analyse porte sur ce que contient l’entrepôt, rien n’a été ajouté.',
      ),
    );
  if (lake !== null)
    lines.push(
      say(
        `The lake holds ${whole(lake.transfers)} transfer${lake.transfers === 1 ? '' : 's'} from ${whole(lake.files)} file${lake.files === 1 ? '' : 's'}; all of them were scanned.`,
        `L’entrepôt contient ${whole(lake.transfers)} transfert${lake.transfers < 2 ? '' : 's'} de ${whole(lake.files)} fichier${lake.files < 2 ? '' : 's'} ; tous ont été analysés.`,
      ),
    );
  lines.push(...keptLines(summary, language));
  if (refused.length > 0)
    lines.push(
      say(
        `${whole(refused.length)} file${refused.length === 1 ? '' : 's'} could not be read: named above and in the report.`,
        `${whole(refused.length)} fichier${refused.length < 2 ? ' n’a pas pu être lu' : 's n’ont pas pu être lus'} : nommé${refused.length < 2 ? '' : 's'} plus haut et dans le rapport.`,
      ),
    );
  lines.push(...quarantineLines(summary, quarantine, language));
  lines.push(
    say(
      `${whole(counts.payers)} payers, ${whole(counts.payees)} payees.`,
      `Payeurs : ${whole(counts.payers)} ; bénéficiaires : ${whole(counts.payees)}.`,
    ),
  );
  return lines;
}

function filesNamed(inputs: RunSummary['inputs'], whole: (value: number) => string): string {
  const known = inputs.filter(({ inLake }) => inLake);
  const rest = known.length - 3;
  return [...known.slice(0, 3).map(({ file }) => file), ...(rest > 0 ? [`+${whole(rest)}`] : [])].join(', ');
}

/** A queue counts who is proposed and who is context, as the report does; only those proposed are listed. */
function queueLines(
  queue: Lead['queue'],
  shown: readonly Lead[],
  { summary, leads, groups }: ScanOutput,
  language: Language,
): string[] {
  const say = sayIn(language);
  const { whole } = formats[language];
  const counted = summary.tiers.find((row) => row.queue === queue);
  const [proposed, context] = [(counted?.first ?? 0) + (counted?.second ?? 0), counted?.context ?? 0];
  const inReport = shownOfQueue(leads, queue, Number(summary.options.budget)).filter(({ tier }) => tier === 'context');
  const own = groups.filter((group) => group.queue === queue);
  const others = contextSentence(queue, context, inReport.length, say, whole);
  return [
    `${titleOf(queue, say)}${say(':', ' :')} ${proposedSentence(queue, proposed, shown.length, say, whole)}`,
    ...(queue === 'investigation' ? firstTierCautions(summary).map((caution) => caution[language]) : []),
    ...(own.length === 0 ? [] : [groupsSentence(queue, own, language)]),
    ...(others === null ? [] : [others]),
    ...(shown.length === 0 ? [] : [leadsTable(queue, shown, language)]),
  ];
}

function titleOf(queue: Lead['queue'], say: Say): string {
  return queue === 'safeguarding'
    ? say('Safeguarding queue (the payer may be the victim)', 'File de protection (le payeur peut être la victime)')
    : say('Investigation queue', 'File d’enquête');
}

function proposedSentence(
  queue: Lead['queue'],
  proposed: number,
  shown: number,
  say: Say,
  whole: (value: number) => string,
): string {
  const first =
    shown < proposed ? say(`, the first ${whole(shown)} of them here`, `, dont les ${whole(shown)} premières ici`) : '';
  if (queue === 'safeguarding')
    return proposed === 0
      ? say('nobody is proposed.', 'personne n’est proposé.')
      : say(
          `${whole(proposed)} possible victim${proposed === 1 ? '' : 's'}${first}.`,
          `${whole(proposed)} victime${proposed < 2 ? '' : 's'} possible${proposed < 2 ? '' : 's'}${first}.`,
        );
  return proposed === 0
    ? say('no lead is proposed.', 'aucune piste n’est proposée.')
    : say(
        `${whole(proposed)} lead${proposed === 1 ? '' : 's'}${first}.`,
        `${whole(proposed)} piste${proposed < 2 ? '' : 's'}${first}.`,
      );
}

/** In the words of the report. */
function groupsSentence(queue: Lead['queue'], groups: readonly Group[], language: Language): string {
  const active = groups.filter(({ activity }) => activity.activeMembers > 0).length;
  return message(queue === 'safeguarding' ? 'groupsTallyVictims' : 'groupsTally', groups.length, active)[language];
}

function contextSentence(
  queue: Lead['queue'],
  context: number,
  inReport: number,
  say: Say,
  whole: (value: number) => string,
): string | null {
  if (context === 0) return null;
  const where =
    inReport === 0
      ? say('in subjects.csv, not in the report', 'dans subjects.csv, pas dans le rapport')
      : inReport >= context
        ? say('in subjects.csv and in the report', 'dans subjects.csv et dans le rapport')
        : say(
            `in subjects.csv, of which the report shows ${whole(inReport)}`,
            `dans subjects.csv, dont ${whole(inReport)} dans le rapport`,
          );
  return queue === 'safeguarding'
    ? say(
        `${whole(context)} payer${context === 1 ? ' stands' : 's stand'} as context only (${where}): some signs, too weak or too few to propose anybody.`,
        `${whole(context)} payeur${context < 2 ? ' figure' : 's figurent'} à titre de contexte seulement (${where}) : certains signes, trop faibles ou trop peu nombreux pour proposer quelqu’un.`,
      )
    : say(
        `${whole(context)} ${context === 1 ? 'person stands' : 'people stand'} as context only (${where}): some indicators, too weak or too few to make a lead.`,
        `${whole(context)} personne${context < 2 ? ' figure' : 's figurent'} à titre de contexte seulement (${where}) : certains indicateurs, trop faibles ou trop peu nombreux pour faire une piste.`,
      );
}
