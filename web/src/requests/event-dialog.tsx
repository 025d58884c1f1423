import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { RequestEventKind, RequestRecord } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { dayIn, isDay, isDayWithin, WORK, yearsAfter } from '../casework/days.ts';
import { Choice, DayField, Line, Words } from '../casework/fields.tsx';
import { useSeenVersion } from '../casework/seen-version.ts';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { ChangedMeanwhile } from './changed-meanwhile.tsx';
import { EVENTS } from './request-words.ts';

/** East of here it may be tomorrow already. */
const MOST_AHEAD_DAYS = 14 / 24;
const MOST_YEARS_NAMED = 10;

/** Enters what happened, with its hour where that is known; and, since somebody looks now, when to look next. */
export function EventDialog({
  request,
  etag,
  first,
  onClose,
}: {
  readonly request: RequestRecord;
  readonly etag: string | null;
  readonly first: RequestEventKind | null;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const seen = useSeenVersion(etag);
  const [kind, setKind] = useState<RequestEventKind>(first ?? 'recognised');
  const [day, setDay] = useState(dayIn(0));
  const [hour, setHour] = useState('');
  const [words, setWords] = useState('');
  const [until, setUntil] = useState('');
  const [nextOn, setNextOn] = useState(request.ownDate ?? '');
  const instant = instantOf(day, hour);
  const namesDay = kind === 'extended' || kind === 'renewed';
  const days = { from: WORK.from, to: dayIn(MOST_AHEAD_DAYS) };
  const named = {
    from: hour === '' && isDay(day) ? day : WORK.from,
    to: yearsAfter(isDay(day) ? day : dayIn(0), MOST_YEARS_NAMED),
  };
  const here = { zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
  return (
    <ActDialog
      title={say('event.title', { to: request.addressee })}
      what={say(`eventWhat.${kind}`)}
      doing={say('record')}
      told={say('event.told', { event: say(`requestEvent.${kind}`) })}
      ready={
        isDayWithin(day, days.from, days.to) &&
        (hour === '' || instant !== null) &&
        isDayWithin(nextOn, WORK.from, WORK.to) &&
        (!namesDay || until === '' || isDayWithin(until, named.from, named.to))
      }
      showsChange={seen.changed}
      write={(headers) =>
        seen.write(
          bodyOf(
            api.POST('/api/requests/{id}/events', {
              params: { path: { id: request.id } },
              headers: { ...headers, ...seen.headers },
              body: {
                ...{ kind, words: words.trim() },
                at: instant === null ? { date: day } : { instant },
                ...(namesDay && until !== '' ? { until } : {}),
                ...(nextOn === request.ownDate ? {} : { nextOn }),
              },
            }),
          ),
        )
      }
      onClose={onClose}
    >
      {seen.changed ? <ChangedMeanwhile request={request} /> : null}
      <Choice<RequestEventKind>
        field="/kind"
        label={say('event.kind')}
        value={kind}
        options={EVENTS.map((value) => ({ value, label: say(`requestEvent.${value}`) }))}
        onChange={setKind}
      />
      <DayField
        field="/at/date"
        label={
          hour === ''
            ? say('event.dayThere', { country: formats.country(request.country) })
            : say('event.dayHere', here)
        }
        hint={say(hour === '' ? 'event.dayThereHint' : 'event.dayHereHint')}
        value={day}
        {...days}
        onChange={setDay}
      />
      <Line
        field="/at/instant"
        type="time"
        label={say('event.hour')}
        hint={instant === null ? say('event.hourHint', here) : say('event.hourIs', { minute: formats.minute(instant) })}
        value={hour}
        onChange={setHour}
      />
      {namesDay ? (
        <DayField
          field="/until"
          label={say('event.until')}
          hint={say('event.untilHint')}
          value={until}
          {...named}
          onChange={setUntil}
        />
      ) : null}
      <Words
        field="/words"
        label={say('event.words')}
        hint={say('event.wordsHint')}
        longest={10_000}
        value={words}
        onChange={setWords}
      />
      <DayField
        field="/nextOn"
        label={say('event.next')}
        hint={say('event.nextHint')}
        value={nextOn}
        {...WORK}
        onChange={setNextOn}
      />
    </ActDialog>
  );
}

/** The moment by the clock of the reader; null when the hour is not given. */
function instantOf(day: string, hour: string): string | null {
  if (hour === '') return null;
  const at = new Date(`${day}T${hour}`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
