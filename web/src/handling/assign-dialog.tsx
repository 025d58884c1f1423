import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Queue } from '../api/schema.ts';
import { Dialog } from '../look/dialog.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useSay } from '../messages/say.ts';
import { colleaguesQuery } from './handling-queries.ts';

export function AssignDialog({
  unit,
  queue,
  count,
  busy,
  onAssign,
  onClose,
}: {
  readonly unit: string;
  readonly queue: Queue;
  readonly count: number;
  readonly busy: boolean;
  readonly onAssign: (colleague: { readonly id: string; readonly name: string }) => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const colleagues = useQuery(colleaguesQuery(unit));
  // Whoever does not work in the queue cannot hold its leads: the server would refuse.
  const all = (colleagues.data?.items ?? []).filter((each) => each.handles.includes(queue));
  const [memberId, setMemberId] = useState('');
  return (
    <Dialog onClose={onClose} title={say('assign.title', { count })}>
      <form
        className="column"
        onSubmit={(event) => {
          event.preventDefault();
          const chosen = all.find(({ id }) => id === memberId);
          if (chosen !== undefined) onAssign({ id: chosen.id, name: chosen.name });
        }}
      >
        {colleagues.error === null ? null : <ProblemNotice error={colleagues.error} />}
        <NativeSelect
          label={say('assign.to')}
          description={say('assign.what')}
          value={memberId}
          onChange={(event) => setMemberId(event.currentTarget.value)}
          data={[
            { value: '', label: say('assign.choose') },
            ...all.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <div className="row">
          <Button type="submit" disabled={memberId === ''} loading={busy}>
            {say('assign.do')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
