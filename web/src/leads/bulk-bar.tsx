import { Button } from '@mantine/core';
import { useState } from 'react';
import type { LeadRow, Queue } from '../api/schema.ts';
import type { Act } from '../handling/act-on-lead.ts';
import { AssignDialog } from '../handling/assign-dialog.tsx';
import { NOTHING_SAID, type OrdinaryDecision, OTHER, ordinaryDecision } from '../handling/ordinary.ts';
import { OrdinaryFields } from '../handling/ordinary-fields.tsx';
import { SnoozeDialog } from '../handling/snooze-dialog.tsx';
import { Dialog } from '../look/dialog.tsx';
import { useSay } from '../messages/say.ts';
import { BulkSummary } from './bulk-summary.tsx';

const ACTS = ['claim', 'assign', 'snooze', 'ordinary'] as const;

interface Props {
  readonly unit: string;
  readonly queue: Queue;
  readonly rows: readonly LeadRow[];
  readonly onDone: () => void;
}

/** Acts on all leads that are chosen. What would happen is said before anything is done. */
export function BulkBar({ unit, queue, rows, onDone }: Props) {
  const say = useSay();
  const [asking, setAsking] = useState<(typeof ACTS)[number] | null>(null);
  const [act, setAct] = useState<Act | null>(null);
  const close = (): void => {
    setAsking(null);
    setAct(null);
  };
  if (rows.length === 0) return null;
  return (
    <section className="bulk on-screen" aria-label={say('bulk.title')}>
      <p>{say('bulk.selected', { count: rows.length })}</p>
      <div className="row">
        {ACTS.map((each) => (
          <button
            key={each}
            type="button"
            className="button"
            onClick={() => (each === 'claim' ? setAct({ kind: 'claim' }) : setAsking(each))}
          >
            {say(`bulk.${each}`)}
          </button>
        ))}
        <button type="button" className="link" onClick={onDone}>
          {say('bulk.clear')}
        </button>
      </div>
      {act !== null ? (
        <BulkSummary
          act={act}
          rows={rows}
          onClose={close}
          onDone={() => {
            close();
            onDone();
          }}
        />
      ) : asking === 'snooze' ? (
        <SnoozeDialog
          count={rows.length}
          busy={false}
          onClose={close}
          onSnooze={(until) => setAct({ kind: 'snooze', until })}
        />
      ) : asking === 'assign' ? (
        <AssignDialog
          unit={unit}
          queue={queue}
          count={rows.length}
          busy={false}
          onClose={close}
          onAssign={(to) => setAct({ kind: 'assign', to })}
        />
      ) : asking === 'ordinary' ? (
        <OrdinaryDialog
          count={rows.length}
          onClose={close}
          onGiven={(decision) => setAct({ kind: 'decide', decision })}
        />
      ) : null}
    </section>
  );
}

/** For several leads at once no explanation of one lead's records can be chosen: it is given in words. */
function OrdinaryDialog({
  count,
  onClose,
  onGiven,
}: {
  readonly count: number;
  readonly onClose: () => void;
  readonly onGiven: (given: OrdinaryDecision) => void;
}) {
  const say = useSay();
  const [ordinary, setOrdinary] = useState({ ...NOTHING_SAID, explanation: OTHER });
  const decision = ordinaryDecision(ordinary);
  return (
    <Dialog onClose={onClose} title={say('bulk.ordinaryTitle', { count })}>
      <form
        className="column"
        onSubmit={(event) => {
          event.preventDefault();
          if (decision !== null) onGiven(decision);
        }}
      >
        <OrdinaryFields value={ordinary} about={null} reasonsAgainst={[]} onChange={setOrdinary} />
        <div className="row">
          <Button type="submit" disabled={decision === null}>
            {say('bulk.next')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
