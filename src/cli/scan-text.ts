import type { Lead } from '../leads/lead.ts';
import type { RunSummary } from '../leads/run-summary.ts';
import { formats } from '../report/formats.ts';
import type { Language } from '../report/language.ts';
import type { ScanOutput } from '../scan-output.ts';
import { columnsLines } from './columns-lines.ts';
import { leadsTable, legend } from './leads-table.ts';
import { type Say, sayIn } from './say-in.ts';

/** What a person wants to know first: how much was read and how, the first leads, where to read on. */
export function scanText(output: ScanOutput, language: Language, most = 10): string {
  const say = sayIn(language);
  const { summary } = output;
  const shown: Lead[] = [];
  const queues = (['safeguarding', 'investigation'] as const).flatMap((queue) => {
    const leads = output.leads
      .filter((lead) => lead.queue === queue && lead.tier !== 'context')
      .sort((a, b) => a.rankInQueue - b.rankInQueue)
      .slice(0, most);
    shown.push(...leads);
    return ['', ...queueLines(queue, leads, summary, language)];
  });
  const explained = legend(shown, language);
  return [
    ...readLines(summary, language),
    ...columnsLines(summary.inputs, language),
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

/** What came of the files that were named, then what a lake holds. */
function readLines({ inputs, lake, counts, refused }: RunSummary, language: Language): string[] {
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
  if (refused.length > 0)
    lines.push(
      say(
        `${whole(refused.length)} file${refused.length === 1 ? '' : 's'} could not be read: named above and in the report.`,
        `${whole(refused.length)} fichier${refused.length < 2 ? ' n’a pas pu être lu' : 's n’ont pas pu être lus'} : nommé${refused.length < 2 ? '' : 's'} plus haut et dans le rapport.`,
      ),
    );
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
function queueLines(queue: Lead['queue'], shown: readonly Lead[], summary: RunSummary, language: Language): string[] {
  const say = sayIn(language);
  const { whole, day } = formats[language];
  const counted = summary.tiers.find((row) => row.queue === queue);
  const [proposed, context] = [(counted?.first ?? 0) + (counted?.second ?? 0), counted?.context ?? 0];
  const back =
    queue === 'safeguarding' && shown.length > 0 && summary.asOf !== null
      ? [
          say(
            `How long ago is counted back from the end of the data, ${day(summary.asOf)}.`,
            `L’ancienneté est comptée à rebours depuis la fin des données, le ${day(summary.asOf)}.`,
          ),
        ]
      : [];
  const others = contextSentence(queue, context, say, whole);
  return [
    `${titleOf(queue, say)}${say(':', ' :')} ${proposedSentence(queue, proposed, shown.length, say, whole)}`,
    ...(others === null ? [] : [others]),
    ...back,
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

function contextSentence(
  queue: Lead['queue'],
  context: number,
  say: Say,
  whole: (value: number) => string,
): string | null {
  if (context === 0) return null;
  return queue === 'safeguarding'
    ? say(
        `${whole(context)} payer${context === 1 ? ' stands' : 's stand'} as context only (report, subjects.csv): some signs, too weak or too few to propose anybody.`,
        `${whole(context)} payeur${context < 2 ? ' figure' : 's figurent'} à titre de contexte seulement (rapport, subjects.csv) : certains signes, trop faibles ou trop peu nombreux pour proposer quelqu’un.`,
      )
    : say(
        `${whole(context)} ${context === 1 ? 'person stands' : 'people stand'} as context only (report, subjects.csv): some indicators, too weak or too few to make a lead.`,
        `${whole(context)} personne${context < 2 ? ' figure' : 's figurent'} à titre de contexte seulement (rapport, subjects.csv) : certains indicateurs, trop faibles ou trop peu nombreux pour faire une piste.`,
      );
}
