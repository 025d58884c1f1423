import { useState } from 'react';
import { useMe } from '../api/me.ts';
import type { AccessRule, LeadRow } from '../api/schema.ts';
import { useTell } from '../frame/told.tsx';
import { type Act, useActOnLead } from '../handling/act-on-lead.ts';
import { AssignDialog } from '../handling/assign-dialog.tsx';
import { SnoozeDialog } from '../handling/snooze-dialog.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { AccessDialog } from './access-dialog.tsx';

/** Who holds the lead and until when it sleeps, and how to change that. */
export function HandlingBar({
  row,
  access,
  mayAct,
}: {
  readonly row: LeadRow;
  readonly access: readonly AccessRule[];
  readonly mayAct: boolean;
}) {
  const say = useSay();
  const formats = useFormats();
  const tell = useTell();
  const { member } = useMe();
  const act = useActOnLead();
  const [asking, setAsking] = useState<'assign' | 'snooze' | 'access' | null>(null);
  const isMine = row.holder?.id === member.id;
  const perform = (next: Act, told: string): void =>
    act.mutate({ row, act: next }, { onSuccess: () => tell({ text: told }), onSettled: () => setAsking(null) });
  return (
    <section className="handling-bar" aria-labelledby="handling">
      <h2 id="handling">{say('column.handling')}</h2>
      <p>
        {row.holder === null
          ? say('holding.nobody')
          : isMine
            ? say('holding.self')
            : say('holding.other', { name: row.holder.name })}
        {row.snoozedUntil === null ? '' : ` ${say('holding.snoozed', { date: formats.day(row.snoozedUntil) })}`}
      </p>
      {act.error === null ? null : <ProblemNotice error={act.error} />}
      {mayAct ? (
        <div className="row on-screen">
          {row.holder === null ? (
            <button
              type="button"
              className="button"
              disabled={act.isPending}
              onClick={() => perform({ kind: 'claim' }, say('holding.claimed'))}
            >
              {say('bulk.claim')}
            </button>
          ) : isMine ? (
            <button
              type="button"
              className="button"
              disabled={act.isPending}
              onClick={() => perform({ kind: 'release' }, say('holding.released'))}
            >
              {say('holding.release')}
            </button>
          ) : null}
          <button type="button" className="button" onClick={() => setAsking('assign')}>
            {say('bulk.assign')}
          </button>
          {row.snoozedUntil === null ? (
            <button type="button" className="button" onClick={() => setAsking('snooze')}>
              {say('bulk.snooze')}
            </button>
          ) : (
            <button
              type="button"
              className="button"
              disabled={act.isPending}
              onClick={() => perform({ kind: 'wake' }, say('holding.awake'))}
            >
              {say('holding.wake')}
            </button>
          )}
          <button type="button" className="button" onClick={() => setAsking('access')}>
            {say('access.show')}
          </button>
        </div>
      ) : (
        <p className="meta">{say('holding.readOnly')}</p>
      )}
      {asking === 'assign' ? (
        <AssignDialog
          unit={row.unitId}
          queue={row.queue}
          count={1}
          busy={act.isPending}
          onClose={() => setAsking(null)}
          onAssign={(to) => perform({ kind: 'assign', to }, say('holding.assigned', { name: to.name }))}
        />
      ) : asking === 'snooze' ? (
        <SnoozeDialog
          count={1}
          busy={act.isPending}
          onClose={() => setAsking(null)}
          onSnooze={(until) =>
            perform({ kind: 'snooze', until }, say('handling.snoozed', { date: formats.day(until) }))
          }
        />
      ) : asking === 'access' ? (
        <AccessDialog row={row} rules={access} onClose={() => setAsking(null)} />
      ) : null}
    </section>
  );
}
