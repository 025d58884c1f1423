import { useState } from 'react';
import { ProposeDialog } from '../casework/propose-dialog.tsx';
import { useSay } from '../messages/say.ts';
import { CheckDialog } from './check-dialog.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import { MoveDialog } from './move-dialog.tsx';
import type { OfItem } from './of-item.ts';

const MOVES = ['handed_over', 'received', 'returned'] as const;
const CHECKS = ['checked', 'planned'] as const;
type Asked = (typeof MOVES)[number] | (typeof CHECKS)[number] | 'corrected' | 'destroy';

/** What can be entered of an item, as long as it is held; while a hand-over waits, it does not move. */
export function ItemActs({ item, etag, detail, powers }: OfItem) {
  const say = useSay();
  const [asked, setAsked] = useState<Asked | null>(null);
  if (detail === undefined) return null;
  const { row } = item;
  const held = row.state === 'held';
  const open = detail.agreements.some(
    ({ kind, objectId, answer }) =>
      kind === 'destroy_evidence' && objectId === row.id && (answer === null || answer.agreed),
  );
  const acts: readonly Asked[] = [
    ...(held ? (['checked', 'planned'] as const) : []),
    ...(held && row.offer === null ? MOVES : []),
    'corrected',
    ...(held && !open ? (['destroy'] as const) : []),
  ];
  const given = { item, etag, detail, onClose: () => setAsked(null) };
  return (
    <>
      {powers.works ? (
        <p className="row on-screen">
          {acts.map((act) => (
            <button key={act} type="button" className="button" onClick={() => setAsked(act)}>
              {say(`custodyDo.${act}`)}
            </button>
          ))}
        </p>
      ) : null}
      {MOVES.map((act) => (asked === act ? <MoveDialog key={act} {...given} act={act} /> : null))}
      {CHECKS.map((act) => (asked === act ? <CheckDialog key={act} {...given} act={act} /> : null))}
      {asked === 'corrected' ? <CorrectDialog {...given} /> : null}
      {asked === 'destroy' ? (
        <ProposeDialog
          caseId={item.caseId}
          end={{ kind: 'destroy_evidence', itemId: row.id }}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </>
  );
}
