import { type Element, present } from './element.ts';

/**
 * Purpose line of a transaction: what the payer wrote (`RmtInf/Ustrd`, else `RmtInf/Strd/AddtlRmtInf`, lines joined by a
 * space); when nothing was written, the bare purpose code (`Purp`, else `PmtTpInf/CtgyPurp`), e.g. EDUC.
 */
export function purposeOf(transaction: Element, group?: Element): string | undefined {
  const remittance = transaction.child('RmtInf');
  return (
    lines(remittance?.childrenNamed('Ustrd') ?? []) ??
    lines((remittance?.childrenNamed('Strd') ?? []).flatMap((part) => part.childrenNamed('AddtlRmtInf'))) ??
    codeOf(transaction.child('Purp')) ??
    codeOf(transaction.at('PmtTpInf', 'CtgyPurp')) ??
    codeOf(group?.at('PmtTpInf', 'CtgyPurp'))
  );
}

function lines(elements: readonly Element[]): string | undefined {
  return present(
    elements
      .map((line) => line.text)
      .join(' ')
      .trim(),
  );
}

/** A code of the standard or of the bank: `<Cd>` or `<Prtry>`. */
function codeOf(choice: Element | undefined): string | undefined {
  return choice?.textAt('Cd') ?? choice?.textAt('Prtry');
}
