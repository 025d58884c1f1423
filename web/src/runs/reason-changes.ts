import type { ComparedLead } from '../api/schema.ts';

const CHANGES = ['new', 'gone', 'stronger', 'weaker'] as const;
/** How a reason changed; `Against`: an ordinary explanation, which moves the score the other way. */
type ReasonChange = (typeof CHANGES)[number] | `${(typeof CHANGES)[number]}Against`;

/** Which reasons changed how, those for and those against apart: a stronger reason against lowers the score. */
export function reasonChanges(
  {
    newReasons,
    goneReasons,
    strongerReasons,
    weakerReasons,
  }: Pick<ComparedLead, 'newReasons' | 'goneReasons' | 'strongerReasons' | 'weakerReasons'>,
  isAgainst: (code: string) => boolean,
): readonly { readonly change: ReasonChange; readonly reasons: readonly string[] }[] {
  const changed = { new: newReasons, gone: goneReasons, stronger: strongerReasons, weaker: weakerReasons };
  return CHANGES.flatMap((change) => [
    { change, reasons: changed[change].filter((code) => !isAgainst(code)) },
    { change: `${change}Against` as const, reasons: changed[change].filter(isAgainst) },
  ]).filter(({ reasons }) => reasons.length > 0);
}
