import type { RunSummary } from '../leads/run-summary.ts';
import { formats } from '../report/formats.ts';
import type { Language } from '../report/language.ts';
import { visibleText } from '../report/visible-text.ts';
import { sayIn } from './say-in.ts';

type Input = RunSummary['inputs'][number];

/** Headers named on one line; the report has them all. */
const MOST_NAMED = 8;
const LONGEST_HEADER = 40;
/** Files with other columns than those before are named up to this many. */
const MOST_FILES = 3;

/** Which columns were guessed and which were not read: a line for each way of reading that occurs. */
export function columnsLines(inputs: readonly Input[], language: Language): string[] {
  const guessed = inputs.filter(({ columns }) => columns.length > 0);
  const groups = [...Map.groupBy(guessed, ({ columns, ignored }) => JSON.stringify([columns, ignored])).values()];
  const lines = groups.slice(0, MOST_FILES).flatMap((files) => {
    const [input] = files;
    return input === undefined
      ? []
      : [
          `${groups.length > 1 ? `${nameOf(files)}${language === 'fr' ? '\u00a0: ' : ': '}` : ''}${oneFile(input, language)}`,
        ];
  });
  const rest = groups.length - lines.length;
  const say = sayIn(language);
  return rest > 0
    ? [
        ...lines,
        say(`${rest} more ways of columns: see the report.`, `Et ${rest} autres jeux de colonnes : voir le rapport.`),
      ]
    : lines;
}

function oneFile({ columns, ignored }: Input, language: Language): string {
  const say = sayIn(language);
  const whole = formats[language].whole;
  const likely = columns.filter(({ certainty }) => certainty === 'likely');
  const understood = say(
    `Columns: ${whole(columns.length)} understood`,
    `Colonnes : ${whole(columns.length)} comprises`,
  );
  const toCheck =
    likely.length === 0
      ? ''
      : say(`; please check: `, ` ; à vérifier : `) +
        named(likely.map(({ header, field }) => `${shown(header)} → ${field}`));
  const notRead =
    ignored.length === 0
      ? say('; every one was read.', ' ; toutes ont été lues.')
      : `${say('; not read: ', ' ; non lues : ')}${named(ignored.map(shown))}.`;
  return understood + toCheck + notRead;
}

function named(names: readonly string[]): string {
  const rest = names.length - MOST_NAMED;
  return [...names.slice(0, MOST_NAMED), ...(rest > 0 ? [`+${rest}`] : [])].join(', ');
}

function nameOf(files: readonly Input[]): string {
  return `${files[0]?.file ?? ''}${files.length > 1 ? ` (+${files.length - 1})` : ''}`;
}

function shown(header: string): string {
  const text = visibleText(header.replaceAll(/\s+/g, ' ').trim());
  return text.length > LONGEST_HEADER ? `${text.slice(0, LONGEST_HEADER)}…` : text;
}
