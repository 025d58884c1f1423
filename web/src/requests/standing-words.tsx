import { Fragment } from 'react';
import type { RequestRow } from '../api/schema.ts';
import { dayIn, daysBetween } from '../casework/days.ts';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

/** Where a request stands, in words, and whether it is overdue besides: what is answered or refused is not ended by that, and says so. */
export function StandingWords({
  row: { standing, overdue, endedAs, silentSince, escalatedTo, passedOn, notSent },
}: {
  readonly row: Pick<
    RequestRow,
    'standing' | 'overdue' | 'endedAs' | 'silentSince' | 'escalatedTo' | 'passedOn' | 'notSent'
  >;
}) {
  const say = useSay();
  const formats = useFormats();
  const late = [
    ...(overdue && standing !== 'overdue' ? [say('standing.overdue')] : []),
    ...(passedOn === null ? [] : [say('standing.passed', { date: formats.day(passedOn) })]),
  ];
  return (
    <>
      <b>{say(`standing.${standing}`)}</b>
      {endedAs === null ? null : <span className="under">{say(`standing.endedAs.${endedAs}`)}</span>}
      {notSent ? <span className="under">{say('standing.notSent')}</span> : null}
      {late.length === 0 ? null : (
        <span className="under overdue">
          {late.map((each, index) => (
            <Fragment key={each}>
              {index === 0 ? '' : ' · '}
              <span>{each}</span>
            </Fragment>
          ))}
        </span>
      )}
      {silentSince === null ? null : (
        <span className="under">
          {say('standing.since', {
            date: formats.day(silentSince),
            age: formats.duration(Math.max(0, daysBetween(silentSince, dayIn(0)))),
          })}
        </span>
      )}
      {standing === 'answered' || standing === 'refused' ? (
        <span className="under">{say('standing.notEnded')}</span>
      ) : null}
      {escalatedTo === null || standing === 'ended' ? null : (
        <span className="under">{say('standing.turnedTo', { who: say(`ladder.${escalatedTo}`) })}</span>
      )}
    </>
  );
}
