import type { RequestEventKind, RequestRecord } from '../api/schema.ts';
import { Choice, DayField, Line, Words } from '../casework/fields.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { type EventDraft, happenedWithin, instantOf, namedWithin, namesDay } from './event-draft.ts';
import { EVENTS } from './request-words.ts';

/** What happened, when, and in what words; of several in one form the second and later ones carry their number. */
export function EventFields({
  request,
  draft,
  number,
  onChange,
}: {
  readonly request: RequestRecord;
  readonly draft: EventDraft;
  readonly number: number;
  readonly onChange: (draft: EventDraft) => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const here = { zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
  const instant = instantOf(draft);
  const at = number === 1 ? '' : `/since/${number - 2}`;
  const label = (text: string): string => (number === 1 ? text : say('event.numbered', { label: text, number }));
  const change = (changes: Partial<EventDraft>): void => onChange({ ...draft, ...changes });
  return (
    <>
      <Choice<RequestEventKind>
        field={`${at}/kind`}
        label={label(say('event.kind'))}
        value={draft.kind}
        options={EVENTS.map((value) => ({ value, label: say(`requestEvent.${value}`) }))}
        onChange={(kind) => change({ kind })}
      />
      <DayField
        field={`${at}/at/date`}
        label={label(
          draft.hour === ''
            ? say('event.dayThere', { country: formats.country(request.country) })
            : say('event.dayHere', here),
        )}
        hint={say(draft.hour === '' ? 'event.dayThereHint' : 'event.dayHereHint')}
        value={draft.day}
        {...happenedWithin()}
        onChange={(day) => change({ day })}
      />
      <Line
        field={`${at}/at/instant`}
        type="time"
        label={label(say('event.hour'))}
        hint={instant === null ? say('event.hourHint', here) : say('event.hourIs', { minute: formats.minute(instant) })}
        value={draft.hour}
        onChange={(hour) => change({ hour })}
      />
      {namesDay(draft) ? (
        <DayField
          field={`${at}/until`}
          label={label(say('event.until'))}
          hint={say('event.untilHint')}
          value={draft.until}
          {...namedWithin(draft)}
          onChange={(until) => change({ until })}
        />
      ) : null}
      <Words
        field={`${at}/words`}
        label={label(say('event.words'))}
        hint={say('event.wordsHint')}
        longest={10_000}
        value={draft.words}
        onChange={(words) => change({ words })}
      />
    </>
  );
}
