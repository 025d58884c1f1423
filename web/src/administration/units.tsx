import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { StaffUnit } from '../api/schema.ts';
import { Line } from '../casework/fields.tsx';
import { useTell } from '../frame/told.tsx';
import { Dialog } from '../look/dialog.tsx';
import { Loaded } from '../look/loaded.tsx';
import { Records } from '../look/records.tsx';
import { RefusedFields } from '../look/refused-fields.tsx';
import { useSay } from '../messages/say.ts';
import { membersQuery, unitsQuery, useAdministration } from './administration-query.ts';

const LONGEST_NAME = 200;

export function Units() {
  const say = useSay();
  const units = useQuery(unitsQuery);
  const members = useQuery(membersQuery).data?.items ?? [];
  // 'new', or the unit that is renamed.
  const [naming, setNaming] = useState<StaffUnit | 'new' | null>(null);
  const items = units.data?.items ?? [];
  const staffOf = (unit: string): number =>
    members.filter(
      ({ disabledAt, memberships }) => disabledAt === null && memberships.some(({ unitId }) => unitId === unit),
    ).length;
  return (
    <section className="column" aria-labelledby="units">
      <div className="part-head">
        <h2 id="units">{say('admin.units')}</h2>
        <button type="button" className="button on-screen" onClick={() => setNaming('new')}>
          {say('units.add')}
        </button>
      </div>
      <p>{say('units.what')}</p>
      <Loaded query={units} />
      {items.length === 0 ? null : (
        <Records
          caption={say('admin.units')}
          rows={items}
          keyOf={({ id }) => id}
          columns={[
            {
              id: 'unit-name',
              head: say('units.name'),
              names: true,
              cell: ({ name, demonstration }) => (
                <>
                  <bdi>{name}</bdi>
                  {demonstration ? <span className="under">{say('units.demonstration')}</span> : null}
                </>
              ),
            },
            {
              id: 'staff',
              head: say('units.staff'),
              cell: ({ id }) => say('units.staffCount', { count: staffOf(id) }),
            },
            {
              id: 'manage',
              head: say('units.rename'),
              unseenHead: true,
              cell: (unit) => (
                <button
                  type="button"
                  className="link on-screen"
                  aria-label={say('units.renameOf', { unit: unit.name })}
                  onClick={() => setNaming(unit)}
                >
                  {say('units.rename')}
                </button>
              ),
            },
          ]}
        />
      )}
      {naming === null ? null : <NameUnit unit={naming === 'new' ? null : naming} onClose={() => setNaming(null)} />}
    </section>
  );
}

function NameUnit({ unit, onClose }: { readonly unit: StaffUnit | null; readonly onClose: () => void }) {
  const say = useSay();
  const tell = useTell();
  const [name, setName] = useState(unit?.name ?? '');
  const write = useAdministration(
    (given: string): Promise<unknown> =>
      unit === null
        ? bodyOf(api.POST('/api/admin/units', { body: { name: given } }))
        : bodyOf(
            api.POST('/api/admin/units/{id}/rename', { params: { path: { id: unit.id } }, body: { name: given } }),
          ),
  );
  return (
    <Dialog title={unit === null ? say('units.add') : say('units.renameOf', { unit: unit.name })} onClose={onClose}>
      <form
        className="column"
        onSubmit={(event) => {
          event.preventDefault();
          write.mutate(name.trim(), {
            onSuccess: () => {
              tell({ text: say(unit === null ? 'told.unitAdded' : 'told.unitRenamed', { unit: name.trim() }) });
              onClose();
            },
          });
        }}
      >
        <RefusedFields error={write.error}>
          <Line field="/name" label={say('units.name')} value={name} longest={LONGEST_NAME} onChange={setName} />
        </RefusedFields>
        <div className="row">
          <Button type="submit" disabled={name.trim() === ''} loading={write.isPending}>
            {say('save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
