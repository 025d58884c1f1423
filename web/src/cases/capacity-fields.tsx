import type { Capacity, Population } from '../api/schema.ts';
import { Choice, Line } from '../casework/fields.tsx';
import { CAPACITIES } from '../casework/person-fields.ts';
import { useSay } from '../messages/say.ts';

/** As what a person stands in a case. Nobody is a suspect without the act of an authority. */
export function CapacityFields({
  population,
  capacity,
  act,
  onCapacity,
  onAct,
}: {
  readonly population: Population;
  readonly capacity: Capacity;
  readonly act: string;
  readonly onCapacity: (capacity: Capacity) => void;
  readonly onAct: (act: string) => void;
}) {
  const say = useSay();
  return (
    <>
      <Choice<Capacity>
        field="/capacity"
        label={say('person.capacity')}
        value={capacity}
        options={CAPACITIES[population].map((value) => ({ value, label: say(`capacity.${value}`) }))}
        onChange={onCapacity}
      />
      {capacity === 'suspect' ? (
        <Line
          field="/actReference"
          label={say('person.act')}
          hint={say('person.actWhy')}
          longest={500}
          value={act}
          onChange={onAct}
        />
      ) : null}
    </>
  );
}
