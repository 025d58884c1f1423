import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { LeadHold } from '../api/schema.ts';
import { useTell } from '../frame/told.tsx';
import { useConfirmed } from '../identity/confirming.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { visibleText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

type Act = { readonly kind: 'add'; readonly reason: string } | { readonly kind: 'end'; readonly id: string };

/** What keeps a lead from being erased, to add to and to end. */
export function LeadHolds({
  lead,
  holds,
  mayAct,
}: {
  readonly lead: string;
  readonly holds: readonly LeadHold[];
  readonly mayAct: boolean;
}) {
  const say = useSay();
  const formats = useFormats();
  const tell = useTell();
  const client = useQueryClient();
  const confirmed = useConfirmed();
  const [reason, setReason] = useState('');
  const act = useMutation({
    mutationFn: (wanted: Act) =>
      confirmed<unknown>(() =>
        wanted.kind === 'add'
          ? bodyOf(
              api.POST('/api/leads/{id}/holds', { params: { path: { id: lead } }, body: { reason: wanted.reason } }),
            )
          : bodyOf(api.POST('/api/holds/{id}/end', { params: { path: { id: wanted.id } }, body: {} })),
      ),
    onSuccess: async (_, { kind }) => {
      if (kind === 'add') setReason('');
      tell({ text: say(kind === 'add' ? 'leadHold.told' : 'leadHold.ended') });
      await client.invalidateQueries({ queryKey: ['lead', lead] });
    },
  });
  return (
    <section className="handling-bar" aria-labelledby="holds">
      <h2 id="holds">{say('leadHold.title')}</h2>
      <p>{say(holds.length === 0 ? 'leadHold.none' : 'leadHold.holds')}</p>
      {holds.length === 0 ? null : (
        <ul className="access-rules">
          {holds.map(({ id, of, at }) => (
            <li key={id}>
              <p>{of === null ? say('leadHold.ofCase') : visibleText(of.reason)}</p>
              <p className="meta">
                {of === null ? formats.minute(at) : say('log.by', { name: of.by.name, date: formats.minute(at) })}{' '}
                {mayAct && of !== null ? (
                  <button
                    type="button"
                    className="link on-screen"
                    disabled={act.isPending}
                    aria-label={say('retention.endHoldOf', { reason: visibleText(of.reason.slice(0, 60)) })}
                    onClick={() => act.mutate({ kind: 'end', id })}
                  >
                    {say('retention.endHold')}
                  </button>
                ) : null}
              </p>
            </li>
          ))}
        </ul>
      )}
      {act.error === null ? null : <ProblemNotice error={act.error} />}
      {mayAct ? (
        <form
          className="row on-screen"
          onSubmit={(event) => {
            event.preventDefault();
            act.mutate({ kind: 'add', reason: reason.trim() });
          }}
        >
          <label>
            {say('leadHold.reason')}{' '}
            <input
              value={reason}
              maxLength={2000}
              autoComplete="off"
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          </label>
          <button type="submit" className="button" disabled={reason.trim() === '' || act.isPending}>
            {say('leadHold.do')}
          </button>
        </form>
      ) : null}
    </section>
  );
}
