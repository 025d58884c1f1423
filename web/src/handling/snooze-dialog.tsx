import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import { dayIn, isDayWithin } from '../casework/days.ts';
import { DayField } from '../casework/fields.tsx';
import { Dialog } from '../look/dialog.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

/** As the server has it. */
const MOST_DAYS = 366;
const SOON = [
  ['tomorrow', 1],
  ['week', 7],
  ['month', 30],
] as const;

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
  const [date, setDate] = useState(dayIn(14));
  const soon = SOON.find(([name]) => name === choice);
  const until = soon === undefined ? date : dayIn(soon[1]);
  const days = { from: dayIn(1), to: dayIn(MOST_DAYS) };
  const valid = isDayWithin(until, days.from, days.to);
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
              <Radio key={name} value={name} label={say(`snooze.${name}`, { date: formats.day(dayIn(days)) })} />
            ))}
            <Radio value="date" label={say('snooze.date')} />
          </div>
        </Radio.Group>
        {choice === 'date' ? <DayField label={say('snooze.day')} value={date} {...days} onChange={setDate} /> : null}
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
