import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '../api/api-problem.ts';
import { useMe } from '../api/me.ts';
import type { LeadRow } from '../api/schema.ts';
import { useTell } from '../frame/told.tsx';
import { type Act, actOnLead } from '../handling/act-on-lead.ts';
import { replaceRows } from '../handling/replace-rows.ts';
import { Dialog } from '../look/dialog.tsx';
import { nameOf, ShownText } from '../look/shown-text.tsx';
import { useSay } from '../messages/say.ts';
import { bulkPlan } from './bulk-plan.ts';

interface Refused {
  readonly row: LeadRow;
  readonly why: string;
}

/** People named in the summary. */
const MOST_NAMES = 20;

/** What takes an act back; null for one that nothing takes back in one go. */
function undoOf({ kind }: Act): Act | null {
  switch (kind) {
    case 'claim':
      return { kind: 'release' };
    case 'snooze':
      return { kind: 'wake' };
    case 'decide':
      return { kind: 'undo' };
    default:
      return null;
  }
}

type BulkWord = 'claim' | 'assign' | 'snooze' | 'ordinary';

function wordOf({ kind }: Act): BulkWord {
  return kind === 'claim' || kind === 'assign' || kind === 'snooze' ? kind : 'ordinary';
}

/** What will be done to how many, then how far it has come, then what the server refused and why. */
export function BulkSummary({
  act,
  rows,
  onClose,
  onDone,
}: {
  readonly act: Act;
  readonly rows: readonly LeadRow[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const say = useSay();
  const tell = useTell();
  const client = useQueryClient();
  const { member } = useMe();
  const [plan] = useState(() => bulkPlan(act, rows, member.id));
  const [progress, setProgress] = useState<number | null>(null);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const word = wordOf(act);
  const count = plan.willChange.length;

  const self = { id: member.id, name: member.name };
  /** Each lead as it was before, unless somebody has written to it since. */
  const undo = async (
    takeBack: Act,
    done: readonly { readonly before: LeadRow; readonly after: LeadRow }[],
  ): Promise<void> => {
    let failed = 0;
    for (const { before, after } of done)
      try {
        const { version } = await actOnLead({ row: after, act: takeBack }, self);
        replaceRows(client, [{ ...before, version }]);
      } catch {
        failed++;
      }
    void client.invalidateQueries({ queryKey: ['lead-counts'] });
    tell(failed === 0 ? null : { text: say('bulk.refused', { count: failed }) });
  };

  const run = async (): Promise<void> => {
    const problems: Refused[] = [];
    const done: { readonly before: LeadRow; readonly after: LeadRow }[] = [];
    for (const [index, row] of plan.willChange.entries()) {
      setProgress(index);
      try {
        const after = await actOnLead({ row, act }, self);
        replaceRows(client, [after]);
        done.push({ before: row, after });
      } catch (error) {
        const why = error instanceof ApiProblem ? error.problem.title : say('problem.noAnswer');
        problems.push({ row, why });
        // Without an answer the others would fail the same way.
        if (!(error instanceof ApiProblem)) break;
      }
    }
    setProgress(null);
    void client.invalidateQueries({ queryKey: ['lead-counts'] });
    const takeBack = undoOf(act);
    if (problems.length === 0) {
      tell({
        text: say(`told.bulk.${word}`, { count: done.length }),
        ...(takeBack === null ? {} : { action: { label: say('undo'), run: () => void undo(takeBack, done) } }),
      });
      onDone();
    } else setRefused(problems);
  };

  if (refused.length > 0)
    return (
      <Dialog onClose={onDone} title={say('bulk.done')}>
        <div className="column">
          <p>{say(`told.bulk.${word}`, { count: count - refused.length })}</p>
          <p>{say('bulk.refused', { count: refused.length })}</p>
          <Names refused={refused} />
          <div className="row">
            <Button onClick={onDone}>{say('close')}</Button>
          </div>
        </div>
      </Dialog>
    );
  return (
    <Dialog onClose={onClose} title={say('bulk.summary')}>
      <div className="column">
        <p>{say(`bulk.would.${word}`, { count })}</p>
        {count === 0 ? null : (
          <ul className="refused">
            {plan.willChange.slice(0, MOST_NAMES).map((row) => (
              <li key={row.id}>
                <ShownText text={nameOf({ name: row.subjectName, id: row.subjectId })} />
              </li>
            ))}
            {count > MOST_NAMES ? <li>{say('bulk.moreNames', { count: count - MOST_NAMES })}</li> : null}
          </ul>
        )}
        {act.kind === 'decide' && act.decision.words ? <p>{say('bulk.words', { words: act.decision.words })}</p> : null}
        {plan.heldByOthers.length === 0 ? null : (
          <div>
            <p>{say('bulk.heldByOthers', { count: plan.heldByOthers.length })}</p>
            <Names refused={plan.heldByOthers.map((row) => ({ row, why: row.holder?.name ?? '' }))} />
          </div>
        )}
        {plan.alreadySo.length === 0 ? null : <p>{say('bulk.alreadySo', { count: plan.alreadySo.length })}</p>}
        {progress === null ? null : <p role="status">{say('bulk.progress', { done: progress, count })}</p>}
        <div className="row">
          <Button disabled={count === 0} loading={progress !== null} onClick={() => void run()}>
            {say(`bulk.${word}`)}
          </Button>
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function Names({ refused }: { readonly refused: readonly Refused[] }) {
  const say = useSay();
  return (
    <ul className="refused">
      {refused.map(({ row, why }) => (
        <li key={row.id}>
          <ShownText text={nameOf({ name: row.subjectName, id: row.subjectId })} /> {say('bulk.because', { why })}
        </li>
      ))}
    </ul>
  );
}
