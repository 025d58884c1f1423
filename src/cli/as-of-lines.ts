import type { RunSummary } from '../leads/run-summary.ts';
import { formats } from '../report/formats.ts';
import type { Language } from '../report/language.ts';
import { sayIn } from './say-in.ts';

/** What "now" is in this run, and where it came from. */
export function asOfLines(summary: RunSummary, language: Language): string[] {
  const { asOf, asOfFrom } = summary;
  if (asOf === null) return [];
  const say = sayIn(language);
  const at = formats[language].minute(asOf);
  return [
    asOfFrom === 'option'
      ? say(
          `As of ${at} UTC, as --as-of says: how long ago something was is counted back from there.`,
          `État au ${at} UTC, comme le dit --as-of : toute ancienneté est comptée à rebours à partir de là.`,
        )
      : say(
          `As of ${at} UTC, the last transfer that was read (--as-of names another instant): how long ago something was is counted back from there.`,
          `État au ${at} UTC, date du dernier transfert lu (--as-of en choisit une autre) : toute ancienneté est comptée à rebours à partir de là.`,
        ),
    ...strayLines(summary, language),
  ];
}

/** What has to be said even to who asked for silence: a few transfers, perhaps mistyped, move the end of the data for everybody. */
export function strayLines({ strayEnd }: RunSummary, language: Language): string[] {
  if (strayEnd === null) return [];
  const say = sayIn(language);
  const { whole, day } = formats[language];
  const { transfers, examples, othersEndAt, suggestedAsOf } = strayEnd;
  const named = examples.map(({ file, row, at }) =>
    say(`record ${whole(row)} of ${file} (${day(at)})`, `enregistrement ${whole(row)} de ${file} (${day(at)})`),
  );
  const more = transfers > named.length ? ', …' : '';
  const list = named.join(', ') + more;
  return [
    say(
      `Attention: ${whole(transfers)} transfer${transfers === 1 ? ' is' : 's are'} dated long after all others, which end on ${day(othersEndAt)}: ${list}.`,
      `Attention : ${whole(transfers)} transfert${transfers < 2 ? ' est daté' : 's sont datés'} longtemps après tous les autres, qui finissent le ${day(othersEndAt)} : ${list}.`,
    ),
    say(
      `If ${transfers === 1 ? 'that date is' : 'those dates are'} wrong, everybody seems inactive for too long: correct ${transfers === 1 ? 'it' : 'them'}, or scan again with --as-of ${suggestedAsOf}`,
      `Si ${transfers < 2 ? 'cette date est fausse' : 'ces dates sont fausses'}, tout le monde paraît inactif depuis trop longtemps : ${transfers < 2 ? 'la' : 'les'} corriger, ou relancer avec --as-of ${suggestedAsOf}`,
    ),
  ];
}
