import { Button, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../look/dialog.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

const DAY_MS = 86_400_000;
const SOON = [
  ['tomorrow', 1],
  ['week', 7],
  ['month', 30],
] as const;

/** A calendar day, some days from today. */
function inDays(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}

/** Until which day a lead stays out of the list: given on as the instant at which that day begins, in UTC. */
export function SnoozeDialog({
  count,
  busy,
  onSnooze,
  onClose,
}: {
  readonly count: number;
  readonly busy: boolean;
  readonly onSnooze: (until: string) => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const [choice, setChoice] = useState<string>('week');
  const [date, setDate] = useState(inDays(14));
  const soon = SOON.find(([name]) => name === choice);
  const until = soon === undefined ? date : inDays(soon[1]);
  const valid = /^\d{4}-\d\d-\d\d$/.test(until) && until > inDays(0);
  return (
    <Dialog onClose={onClose} title={say('snooze.title', { count })}>
      <form
        className="column"
        onSubmit={(event) => {
          event.preventDefault();
          if (valid) onSnooze(`${until}T00:00:00.000Z`);
        }}
      >
        <p>{say('snooze.what')}</p>
        <Radio.Group label={say('snooze.until')} value={choice} onChange={setChoice}>
          <div className="choices">
            {SOON.map(([name, days]) => (
              <Radio key={name} value={name} label={say(`snooze.${name}`, { date: formats.day(inDays(days)) })} />
            ))}
            <Radio value="date" label={say('snooze.date')} />
          </div>
        </Radio.Group>
        {choice === 'date' ? (
          <TextInput
            type="date"
            label={say('snooze.day')}
            min={inDays(1)}
            value={date}
            onChange={(event) => setDate(event.currentTarget.value)}
          />
        ) : null}
        <div className="row">
          <Button type="submit" disabled={!valid} loading={busy}>
            {say('snooze.do')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
