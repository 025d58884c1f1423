import type { RunSummary } from '../leads/run-summary.ts';
import { fieldName } from '../report/field-names.ts';
import { formats } from '../report/formats.ts';
import { inFrench } from '../report/known-sentences.ts';
import { type Language, unbroken } from '../report/language.ts';
import { isLarge, mostlyUnread } from '../report/quarantine-share.ts';
import { visibleText } from '../report/visible-text.ts';
import { sayIn } from './say-in.ts';

/** Reasons named here; quarantine.csv and the report have them all. */
const MOST_REASONS = 3;
const LONGEST_HEADER = 40;

/** How many rows were not accepted, why, and what to do about it. Nothing when all were. */
export function quarantineLines(summary: RunSummary, file: string, language: Language): string[] {
  const { counts, quarantineReasons } = summary;
  if (counts.quarantined === 0) return [];
  const say = sayIn(language);
  const { whole } = formats[language];
  const reasons = quarantineReasons.slice(0, MOST_REASONS).map((row) => reasonLine(row, summary, language));
  const rest = quarantineReasons.length - reasons.length;
  return [
    ...alarm(summary, language),
    say(
      'Why rows are in quarantine, most frequent first (records are counted from 1, the header is none):',
      'Pourquoi des lignes sont en quarantaine, du plus au moins fréquent (enregistrements comptés à partir de 1, sans l’en-tête) :',
    ),
    ...reasons,
    ...(rest > 0
      ? [
          say(
            `  and ${whole(rest)} more reason${rest === 1 ? '' : 's'}`,
            `  et ${whole(rest)} autre${rest < 2 ? '' : 's'} motif${rest < 2 ? '' : 's'}`,
          ),
        ]
      : []),
    isLarge(summary)
      ? say(
          `Next: look at the rows named in ${file}. When a whole column is misread, say in a mapping file how it is written and scan again with --mapping FILE: docs/how-to/map-an-unknown-export.md`,
          `Ensuite : regarder les lignes citées dans ${file}. Si toute une colonne est mal lue, dire dans un fichier de correspondance comment elle est écrite et relancer avec --mapping FICHIER : docs/how-to/map-an-unknown-export.md`,
        )
      : say(`All of them are named in ${file}`, `Toutes sont citées dans ${file}`),
  ];
}

/** What has to be said even to who asked for silence: a large share was not read. */
export function alarm(summary: RunSummary, language: Language): string[] {
  if (!isLarge(summary)) return [];
  const say = sayIn(language);
  const { whole, percent } = formats[language];
  const { read, quarantined } = summary.counts;
  const column = mostlyUnread(summary);
  const files = summary.inputs.filter((input) => isLarge({ inputs: [], counts: input }));
  return [
    say(
      `Attention: ${whole(quarantined)} of ${whole(read)} records (${percent(quarantined / read)}) are in quarantine. They took no part in anything below.`,
      `Attention : ${whole(quarantined)} enregistrement${quarantined < 2 ? '' : 's'} sur ${whole(read)} (${percent(quarantined / read)}) ${quarantined < 2 ? 'est' : 'sont'} en quarantaine et n’${quarantined < 2 ? 'a' : 'ont'} joué aucun rôle dans ce qui suit.`,
    ),
    ...(column === null
      ? []
      : [
          say(
            `More than half of all records fail in one column, ${columnName(column, summary, language)}: it is probably written in a form that was not recognised.`,
            `Plus de la moitié des enregistrements échouent sur une même colonne, ${columnName(column, summary, language)} : elle est sans doute écrite sous une forme non reconnue.`,
          ),
        ]),
    ...(summary.inputs.length > 1 && files.length > 0
      ? [
          say('Most of all in: ', 'Surtout dans : ') +
            files
              .toSorted((a, b) => b.quarantined / b.read - a.quarantined / a.read)
              .slice(0, MOST_REASONS)
              .map((input) => `${input.file} (${whole(input.quarantined)}/${whole(input.read)})`)
              .join(', '),
        ]
      : []),
  ];
}

type Reason = RunSummary['quarantineReasons'][number];

function reasonLine(reason: Reason, summary: RunSummary, language: Language): string {
  const say = sayIn(language);
  const { whole } = formats[language];
  const sentence = say(reason.reason, unbroken(inFrench(reason.reason) ?? reason.reason));
  const where = summary.inputs.length > 1 ? say(` of ${reason.first.file}`, ` de ${reason.first.file}`) : '';
  const example = say(
    `for example record ${whole(reason.first.row)}`,
    `par exemple l’enregistrement ${whole(reason.first.row)}`,
  );
  return `  ${whole(reason.rows)} × ${columnName(reason, summary, language)}${say(': ', ' : ')}${sentence} (${example}${where})`;
}

/** The header in the file, which a person knows, and what it was taken for. */
function columnName({ column, first }: Reason, { inputs }: RunSummary, language: Language): string {
  const say = sayIn(language);
  if (column === null) return say('the whole row', 'toute la ligne');
  const name = fieldName(column)?.[language];
  const header = name === undefined ? column : headerOf(column, first.file, inputs);
  const quoted = header === null ? null : say(`“${shortened(header)}”`, `«\u00a0${shortened(header)}\u00a0»`);
  if (name === undefined) return quoted ?? column;
  return quoted === null ? name : `${name} (${quoted})`;
}

function headerOf(field: string, file: string, inputs: RunSummary['inputs']): string | null {
  const column = inputs.find((input) => input.file === file)?.columns.find((each) => each.field === field);
  return column === undefined || column.header.startsWith('= ') || column.header === 'by direction'
    ? null
    : column.header;
}

function shortened(header: string): string {
  const text = visibleText(header.replaceAll(/\s+/g, ' ').trim());
  return text.length > LONGEST_HEADER ? `${text.slice(0, LONGEST_HEADER)}…` : text;
}
