import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { Capacity, Population } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { CAPACITIES } from '../casework/person-fields.ts';
import { useSay } from '../messages/say.ts';
import { CapacityFields } from './capacity-fields.tsx';

/** Somebody who is known already stands in this case too, as something. */
export function PlaceDialog({
  caseId,
  person,
  onClose,
}: {
  readonly caseId: string;
  readonly person: { readonly id: string; readonly workingName: string; readonly population: Population };
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [capacity, setCapacity] = useState<Capacity>(CAPACITIES[person.population][0]);
  const [act, setAct] = useState('');
  return (
    <ActDialog
      title={{ id: 'place.title', values: { name: person.workingName } }}
      what={say('place.what')}
      doing={say('record')}
      told={say('place.told', { name: person.workingName })}
      ready={capacity !== 'suspect' || act.trim() !== ''}
      write={(headers) =>
        bodyOf(
          api.POST('/api/cases/{id}/people/{person}', {
            params: { path: { id: caseId, person: person.id } },
            headers,
            body: { capacity, actReference: capacity === 'suspect' ? act.trim() : null },
          }),
        )
      }
      onClose={onClose}
    >
      <CapacityFields
        population={person.population}
        capacity={capacity}
        act={act}
        onCapacity={setCapacity}
        onAct={setAct}
      />
    </ActDialog>
  );
}
