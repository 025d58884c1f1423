import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { ChildState, Track } from '../api/schema.ts';
import { Notice } from '../look/notice.tsx';
import { useSay } from '../messages/say.ts';
import { ActDialog } from './act-dialog.tsx';
import { isResult } from './child-states.ts';
import { dayIn, isDay } from './days.ts';
import { Choice, DayField, Words } from './fields.tsx';
import { useSeenVersion } from './seen-version.ts';

interface Holder {
  readonly id: string;
  readonly name: string;
}

/** How it stands with a child in one of its three tracks from now on: who carries it, what comes next and by when. */
export function StatusDialog({
  child,
  track,
  states,
  now,
  holders,
  byService = false,
  onClose,
}: {
  readonly child: { readonly id: string; readonly workingName: string };
  readonly track: Track;
  readonly states: readonly ChildState[];
  /** How it stands now, from which one goes on. */
  readonly now: {
    readonly state: ChildState;
    readonly holder: Holder;
    readonly nextStep: string;
    readonly at: string;
  } | null;
  readonly holders: readonly Holder[];
  /** The service that cares writes, and not who works on a case. */
  readonly byService?: boolean;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [state, setState] = useState<ChildState>(
    now !== null && states.includes(now.state) ? now.state : (states[0] as ChildState),
  );
  const [chosen, setHolder] = useState<string | null>(null);
  const [nextStep, setNextStep] = useState('');
  const [nextOn, setNextOn] = useState(dayIn(7));
  const kept = holders.find(({ id }) => id === now?.holder.id)?.id;
  const holderId = chosen ?? kept ?? holders[0]?.id ?? '';
  const ends = isResult(state);
  const seen = useSeenVersion(now?.at ?? null);
  return (
    <ActDialog
      title={{ id: 'status.title', values: { track: { message: `track.${track}` }, child: child.workingName } }}
      what={say(byService ? 'status.what.service' : `status.what.${track}`)}
      doing={say('record')}
      told={say('status.told', { child: child.workingName, state: say(`childState.${state}`) })}
      ready={nextStep.trim() !== '' && holderId !== '' && (ends || isDay(nextOn))}
      showsChange={seen.changed}
      write={(headers) =>
        seen.write(
          bodyOf(
            api.POST('/api/children/{id}/statuses', {
              params: { path: { id: child.id } },
              headers,
              body: {
                ...{ track, state, holderId, nextStep: nextStep.trim(), nextOn: ends ? null : nextOn },
                seenAt: seen.version,
              },
            }),
          ),
        )
      }
      onClose={onClose}
    >
      {seen.changed && now !== null ? (
        <Notice title={say('entry.changed')}>
          <p>
            {say(`childState.${now.state}`)} · <bdi>{now.holder.name}</bdi>
          </p>
          <p className="words">{now.nextStep}</p>
          <p>{say('case.changedNext')}</p>
        </Notice>
      ) : null}
      <Choice
        field="/state"
        label={say('status.state')}
        value={state}
        options={states.map((value) => ({ value, label: say(`childState.${value}`) }))}
        onChange={setState}
      />
      {track === 'care' && !byService ? <p className="meta">{say('status.careFollows')}</p> : null}
      <Choice
        field="/holderId"
        label={say('status.holder')}
        value={holderId}
        options={holders.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setHolder}
      />
      <Words
        field="/nextStep"
        label={say(ends ? 'status.how' : 'status.next')}
        value={nextStep}
        onChange={setNextStep}
      />
      {ends ? (
        <p className="meta">{say('status.ends')}</p>
      ) : (
        <DayField field="/nextOn" label={say('status.by')} value={nextOn} onChange={setNextOn} />
      )}
    </ActDialog>
  );
}
