import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../look/loaded.tsx';
import { Records } from '../look/records.tsx';
import { useSay } from '../messages/say.ts';
import { rolesQuery } from './administration-query.ts';

/** Who may what, from the table by which the policies of the database are tested. */
export function Roles() {
  const say = useSay();
  const roles = useQuery(rolesQuery);
  const items = roles.data?.items ?? [];
  return (
    <section className="column" aria-labelledby="roles">
      <h2 id="roles">{say('admin.roles')}</h2>
      <p>{say('roles.what')}</p>
      <Loaded query={roles} />
      {items.length === 0 ? null : (
        <Records
          caption={say('admin.roles')}
          rows={items}
          keyOf={({ role }) => role}
          columns={[
            {
              id: 'role-name',
              head: say('admin.role'),
              names: true,
              cell: ({ role }) => (
                <>
                  {say(`staff.${role}`)}
                  <span className="under">{say(`staffWhat.${role}`)}</span>
                </>
              ),
            },
            ...(['investigation', 'safeguarding'] as const).map((queue) => ({
              id: queue,
              head: say(`queue.${queue}`),
              cell: ({ handles, mayBeGranted }: (typeof items)[number]) =>
                say(
                  handles.includes(queue)
                    ? 'roles.handles'
                    : mayBeGranted.includes(queue)
                      ? 'roles.byName'
                      : 'roles.never',
                ),
            })),
            ...(['imports', 'administers', 'audits'] as const).map((power) => ({
              id: power,
              head: say(`roles.${power}`),
              cell: (row: (typeof items)[number]) => say(row[power] ? 'roles.yes' : 'roles.no'),
            })),
          ]}
        />
      )}
    </section>
  );
}
