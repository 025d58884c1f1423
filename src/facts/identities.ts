import type { Fact } from './catalogue.ts';
import { distinctKnown } from './columns.ts';
import { Distinct } from './distinct.ts';
import { positions } from './positions.ts';
import type { Theme } from './subject.ts';

const seen = new Distinct();

/** Under how many names, phones and accounts a payee was paid; each unknown when it is always missing. */
export function identities(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['names', 'phones', 'accounts']);
  return (subject, out) => {
    out[to.names] = distinctKnown(subject.ledger.payeeName, 0, subject, seen);
    out[to.phones] = distinctKnown(subject.ledger.payeePhone, 0, subject, seen);
    out[to.accounts] = distinctKnown(subject.ledger.payeeAccount, 0, subject, seen);
  };
}
