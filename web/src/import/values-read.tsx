import type { FilePreview, Mapping } from '../api/schema.ts';
import { Records } from '../look/records.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { type DayOrder, type Decimal, dayOrderOf, withDayOrder, withDecimal, withZone } from './reading.ts';

const ZONES = Intl.supportedValuesOf('timeZone');

/** How the first dates and amounts are understood, and the choices that change it; a choice is tried at once. */
export function ValuesRead({
  preview: { formats, times, understood },
  mapping,
  onChoose,
}: {
  readonly preview: FilePreview;
  /** What the columns mean as they stand. */
  readonly mapping: Mapping;
  readonly onChoose: (mapping: Mapping) => void;
}) {
  const say = useSay();
  const written = useFormats();
  if (formats === null || understood === null) return null;
  const order = dayOrderOf(formats);
  const rows = Array.from({ length: Math.max(understood.dates.length, understood.amounts.length) }, (_, place) => ({
    place,
    date: understood.dates[place],
    amount: understood.amounts[place],
  }));
  const atOf = (at: string, utc: boolean): string =>
    say(utc ? 'reading.utc' : 'reading.local', { at: written.minute(`${at.replace(' ', 'T')}Z`) });
  const text = (given: string | undefined) =>
    given === undefined ? null : (
      <span className="code">
        <ShownText text={given} longest={40} />
      </span>
    );
  return (
    <section className="column" aria-labelledby="reading">
      <h3 id="reading">{say('reading.title')}</h3>
      <Records
        caption={say('reading.caption')}
        rows={rows}
        keyOf={({ place }) => place}
        columns={[
          { id: 'date', head: say('reading.date'), names: true, cell: ({ date }) => text(date?.text) },
          {
            id: 'date-as',
            head: say('reading.dateAs'),
            cell: ({ date }) =>
              date === undefined ? null : date.at === null ? say('reading.not') : atOf(date.at, date.utc),
          },
          { id: 'amount', head: say('reading.amount'), cell: ({ amount }) => text(amount?.text) },
          {
            id: 'amount-as',
            head: say('reading.amountAs'),
            cell: ({ amount }) =>
              amount === undefined
                ? null
                : amount.value === null
                  ? say('reading.not')
                  : written.decimal(Number(amount.value), 2, 4),
          },
        ]}
      />
      <div className="reading-choices on-screen">
        {order === null ? null : (
          <label>
            <span>{say('reading.order')}</span>
            <select
              className="field-select"
              value={order}
              onChange={(event) => onChoose(withDayOrder(mapping, formats, event.currentTarget.value as DayOrder))}
            >
              <option value="dayFirst">{say('reading.dayFirst')}</option>
              <option value="monthFirst">{say('reading.monthFirst')}</option>
            </select>
          </label>
        )}
        <label>
          <span>{say('reading.decimal')}</span>
          <select
            className="field-select"
            value={formats.decimal}
            onChange={(event) => onChoose(withDecimal(mapping, formats, event.currentTarget.value as Decimal))}
          >
            <option value=".">{say('reading.point')}</option>
            <option value=",">{say('reading.comma')}</option>
          </select>
        </label>
        {times === 'offset' || times === 'column' || times === 'days' ? (
          <p className="meta">{say(times === 'days' ? 'reading.noTimes' : 'reading.saysZone')}</p>
        ) : (
          <label>
            <span>{say('reading.zone')}</span>
            <select
              className="field-select"
              value={formats.zone}
              onChange={(event) => onChoose(withZone(mapping, event.currentTarget.value))}
            >
              <option value="UTC">{say('reading.zoneUtc')}</option>
              <option value="payer">{say('reading.zonePayer')}</option>
              <optgroup label={say('reading.zoneOne')}>
                {ZONES.map((zone) => (
                  <option key={zone} value={zone}>
                    {zone}
                  </option>
                ))}
              </optgroup>
            </select>
          </label>
        )}
      </div>
    </section>
  );
}
