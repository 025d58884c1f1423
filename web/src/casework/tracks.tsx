import type { ReactNode } from 'react';
import type { ChildStatus } from '../api/schema.ts';
import { useSay } from '../messages/say.ts';
import { TRACKS } from './child-states.ts';
import { NextOn } from './next-on.tsx';

/** Identification, protection, care: always the three, side by side. */
export function Tracks({
  statuses,
  under,
}: {
  readonly statuses: readonly ChildStatus[];
  /** What stands below a track, such as the acts that it offers. */
  readonly under?: (status: ChildStatus) => ReactNode;
}) {
  const say = useSay();
  return (
    <ul className="tracks">
      {TRACKS.map((track) => {
        const status = statuses.find((each) => each.track === track);
        return (
          <li key={track}>
            <p className="track-name">{say(`track.${track}`)}</p>
            {status === undefined ? (
              <p className="soft">{say('track.none')}</p>
            ) : (
              <>
                <p className="track-state">{say(`childState.${status.state}`)}</p>
                <p className="words">{status.nextStep}</p>
                <p className="meta">
                  <bdi>{status.holder.name}</bdi>
                  {status.nextOn === null ? null : (
                    <>
                      {' · '}
                      <NextOn on={status.nextOn} />
                    </>
                  )}
                </p>
                {under?.(status)}
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}
