import type { CaseFileData } from '../../casework/file/read-case-file.ts';
import { exactAmount } from '../../report/exact-amount.ts';
import { placeNetwork } from '../../report/network.ts';
import type { Block } from './file-document.ts';
import type { Telling } from './telling.ts';

/** Ties between payers and payees over all leads of the case: a figure, and the table that says the same. */
export function networkPart({ leads }: CaseFileData, { say, formats, language }: Telling): Block[] {
  const head: Block[] = [
    { type: 'heading', level: 1, text: say('network') },
    { type: 'paragraph', text: say('networkWhat'), style: 'soft' },
  ];
  const ties = tiesOf(leads);
  if (ties.length === 0) return [...head, { type: 'paragraph', text: say('none') }];
  const names = new Map<string, string>();
  const subjects = new Set<string>();
  for (const [index, { lead }] of leads.entries()) {
    for (const { kind, id, name } of [...(lead.subject ? [lead.subject] : []), ...lead.members])
      if (name !== null && name !== '' && !names.has(`${kind} ${ownId(id, index)}`))
        names.set(`${kind} ${ownId(id, index)}`, name);
    if (lead.subject) subjects.add(`${lead.subject.kind} ${ownId(lead.subject.id, index)}`);
  }
  const label = (side: 'payer' | 'payee', id: string): string => names.get(`${side} ${id}`) ?? id;
  const placed = placeNetwork({
    ...{ links: ties, people: [], label, total: 0 },
    standsOut: (side, id) => subjects.has(`${side} ${id}`),
  });
  const written = (side: 'payer' | 'payee', id: string): string => {
    const name = names.get(`${side} ${id}`);
    return name === undefined || name === id ? id : `${name}\n${id}`;
  };
  return [
    ...head,
    {
      type: 'network',
      caption: say('networkFigure', placed.drawn, placed.total, placed.lines.length, ties.length),
      alternative: say(
        'networkAlt',
        ...([placed.dots.payer.length, placed.dots.payee.length, placed.lines.length] as const),
      ),
      ...{ height: placed.height, payersTitle: say('payers'), payeesTitle: say('payees') },
      ...{ payers: placed.dots.payer, payees: placed.dots.payee, lines: placed.lines },
    },
    {
      type: 'table',
      caption: say('networkCaption'),
      columns: [
        { title: say('payer'), width: 5 },
        { title: say('payee'), width: 5 },
        { title: say('transfers'), width: 2, end: true },
        { title: say('amountEur'), width: 3, end: true },
      ],
      rows: ties.map(({ payerId, payeeId, transfers, amountEur }) => [
        ...[written('payer', payerId), written('payee', payeeId), formats.whole(transfers)],
        amountEur === null ? say('unknownAmount') : exactAmount(amountEur, language),
      ]),
    },
  ];
}

interface Tie {
  readonly payerId: string;
  readonly payeeId: string;
  readonly transfers: number;
  readonly amountEur: string | null;
}

/** A tie that two leads tell of is one: what one of them counts most is what is known. */
function tiesOf(leads: CaseFileData['leads']): Tie[] {
  const ties = new Map<string, Tie>();
  for (const [index, { lead }] of leads.entries())
    for (const link of lead.links) {
      const tie = { ...link, payerId: ownId(link.payerId, index), payeeId: ownId(link.payeeId, index) };
      const key = `${tie.payerId}\0${tie.payeeId}`;
      const known = ties.get(key);
      if (known === undefined || known.transfers < tie.transfers) ties.set(key, tie);
    }
  return [...ties.values()].sort(
    (a, b) => b.transfers - a.transfers || compare(a.payerId, b.payerId) || compare(a.payeeId, b.payeeId),
  );
}

/** Who is withheld is counted anew in each lead: the first of one is not the first of another. */
function ownId(id: string, lead: number): string {
  return /^withheld-\d+$/.test(id) ? `${id} (${lead + 1})` : id;
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
