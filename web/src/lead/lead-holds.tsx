import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { statusOf } from '../api/api-problem.ts';
import { api, bodyOf } from '../api/client.ts';
import type { LeadErasure, LeadHold } from '../api/schema.ts';
import { useTell } from '../frame/told.tsx';
import { useConfirmed } from '../identity/confirming.tsx';
import { Confirm } from '../look/confirm.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { shortText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

/** What keeps a lead from being erased, to add to and to end. */
export function LeadHolds({
  lead,
  holds,
  erasure,
  mayAct,
}: {
  readonly lead: string;
  readonly holds: readonly LeadHold[];
  readonly erasure: LeadErasure;
  readonly mayAct: boolean;
}) {
  const say = useSay();
  const formats = useFormats();
  const [ending, setEnding] = useState<string | null>(null);
  const { days } = erasure;
  return (
    <section className="handling-bar" aria-labelledby="holds">
      <h2 id="holds">{say('leadHold.title')}</h2>
      <p>
        {holds.length > 0
          ? say('leadHold.holds')
          : erasure.unitHeld
            ? say('leadHold.unitHeld')
            : days === null
              ? say('leadHold.noTime')
              : say('leadHold.none', { days: formats.whole(days) })}
      </p>
      {holds.length === 0 ? null : (
        <ul className="access-rules">
          {holds.map(({ id, of, at }) => (
            <li key={id}>
              <p className="words">{of === null ? say('leadHold.ofCase') : of.reason}</p>
              <p className="meta">
                {of === null ? formats.minute(at) : say('log.by', { name: of.by.name, date: formats.minute(at) })}{' '}
                {mayAct && of !== null ? (
                  <button
                    type="button"
                    className="link on-screen"
                    aria-label={say('retention.endHoldOf', { reason: shortText(of.reason, 60) })}
                    onClick={() => setEnding(id)}
                  >
                    {say('retention.endHold')}
                  </button>
                ) : null}
              </p>
            </li>
          ))}
        </ul>
      )}
      {mayAct ? <AddHold lead={lead} /> : null}
      {ending === null ? null : <EndHold lead={lead} hold={ending} onClose={() => setEnding(null)} />}
    </section>
  );
}

function AddHold({ lead }: { readonly lead: string }) {
  const say = useSay();
  const [reason, setReason] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const act = useHoldAct(lead, (given: string) =>
    bodyOf(api.POST('/api/leads/{id}/holds', { params: { path: { id: lead } }, body: { reason: given } })),
  );
  return (
    <>
      {act.error === null ? null : <ProblemNotice error={act.error} />}
      <form
        className="row on-screen"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() === '' || act.isPending) return;
          act.mutate(reason.trim(), {
            onSuccess: () => {
              // The button is shut again and would drop the focus.
              field.current?.focus();
              setReason('');
            },
          });
        }}
      >
        <label>
          {say('leadHold.reason')}{' '}
          <input
            ref={field}
            value={reason}
            maxLength={2000}
            autoComplete="off"
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </label>
        <button type="submit" className="button" disabled={reason.trim() === ''}>
          {say('leadHold.do')}
        </button>
      </form>
    </>
  );
}

function EndHold({
  lead,
  hold,
  onClose,
}: {
  readonly lead: string;
  readonly hold: string;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const act = useHoldAct(
    lead,
    () => bodyOf(api.POST('/api/holds/{id}/end', { params: { path: { id: hold } }, body: {} })),
    'leadHold.ended',
  );
  return (
    <Confirm
      title={say('leadHold.endTitle')}
      text={say('leadHold.endWhat')}
      doing={say('leadHold.endTitle')}
      mutation={act}
      onConfirm={() => act.mutate('', { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}

/** Says what was done, and reads the lead again. */
function useHoldAct(
  lead: string,
  act: (given: string) => Promise<unknown>,
  told: 'leadHold.told' | 'leadHold.ended' = 'leadHold.told',
) {
  const say = useSay();
  const tell = useTell();
  const client = useQueryClient();
  const confirmed = useConfirmed();
  return useMutation({
    mutationFn: (given: string) => confirmed(() => act(given)),
    onSuccess: async () => {
      tell({ text: say(told) });
      await client.invalidateQueries({ queryKey: ['lead', lead] });
    },
    onError: (error) => {
      // A colleague has ended it: the list says so too.
      if (statusOf(error) === 409) void client.invalidateQueries({ queryKey: ['lead', lead] });
    },
  });
}
