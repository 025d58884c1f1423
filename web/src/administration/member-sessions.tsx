import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import type { StaffMember } from '../api/schema.ts';
import { useTell } from '../frame/told.tsx';
import { Dialog } from '../look/dialog.tsx';
import { Loaded } from '../look/loaded.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { sessionsQuery, useAdministration } from './administration-query.ts';

/** Where a member is signed in now, and ending it. */
export function MemberSessions({
  member: { id, name },
  onClose,
}: {
  readonly member: StaffMember;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const tell = useTell();
  const sessions = useQuery(sessionsQuery(id));
  const all = sessions.data?.items ?? [];
  const end = useAdministration(() =>
    bodyOf(api.POST('/api/admin/members/{id}/sessions/end', { params: { path: { id } } })),
  );
  return (
    <Dialog title={say('sessions.title', { name })} onClose={onClose}>
      <div className="column">
        <Loaded query={sessions} />
        {sessions.data === undefined ? null : <p>{say('sessions.tally', { count: all.length })}</p>}
        {all.length === 0 ? null : (
          <ul className="sessions">
            {all.map((session) => (
              <li key={session.id}>
                {say('sessions.used', { at: formats.minute(session.usedAt) })}
                <span className="under">
                  {say('sessions.began', { at: formats.minute(session.beganAt) })} ·{' '}
                  {say(`factor.${session.secondFactor}`)}
                  {session.address === null ? null : ` · ${session.address}`}
                </span>
                {session.browser === null ? null : (
                  <span className="under">
                    <ShownText text={session.browser} longest={90} />
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
        {end.error === null ? null : <ProblemNotice error={end.error} />}
        <div className="row">
          {all.length === 0 ? null : (
            <Button
              loading={end.isPending}
              onClick={() =>
                end.mutate(undefined, {
                  onSuccess: ({ ended }) => {
                    tell({ text: say('told.sessionsEnded', { name, count: ended }) });
                    onClose();
                  },
                })
              }
            >
              {say('sessions.end')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {say('close')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
