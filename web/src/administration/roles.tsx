import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../look/loaded.tsx';
import { Records } from '../look/records.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { rolesQuery } from './administration-query.ts';

type InRoles = NonNullable<ReturnType<typeof useRoles>['data']>;

/** Who may what, from the table by which the policies of the database are tested. */
export function Roles() {
  const say = useSay();
  const roles = useRoles();
  const { items = [], parts = [] } = roles.data ?? {};
  return (
    <section className="column" aria-labelledby="roles">
      <h2 id="roles">{say('admin.roles')}</h2>
      <p>{say('roles.what')}</p>
      <Loaded query={roles} />
      {items.length === 0 ? null : (
        <Records
          caption={say('roles.leads')}
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
      {items.length === 0 ? null : <InCases items={items} parts={parts} />}
    </section>
  );
}

function useRoles() {
  return useQuery(rolesQuery);
}

/** What a role opens in cases, and what each part in a case does: nobody sees one without being named on it. */
function InCases({ items, parts }: Pick<InRoles, 'items' | 'parts'>) {
  const say = useSay();
  const formats = useFormats();
  type Role = InRoles['items'][number];
  type Part = InRoles['parts'][number];
  return (
    <>
      <h3>{say('roles.inCases')}</h3>
      <p>{say('roles.inCasesWhat')}</p>
      <Records
        caption={say('roles.inCases')}
        rows={items}
        keyOf={({ role }) => role}
        columns={[
          { id: 'role-name', head: say('admin.role'), names: true, cell: ({ role }) => say(`staff.${role}`) },
          { id: 'cases', head: say('roles.cases'), cell: ({ cases }) => say(`roles.cases.${cases}`) },
          ...(['requests', 'evidence', 'timeline'] as const).map((what) => ({
            id: what,
            head: say(`roles.${what}`),
            cell: ({ inCases }: Role) => say(`roles.inCases.${inCases}`),
          })),
          {
            id: 'cares',
            head: say('roles.cares'),
            cell: ({ cares }) => say(cares ? 'roles.cares.yes' : 'roles.never'),
          },
        ]}
      />
      <h3>{say('roles.parts')}</h3>
      <Records
        caption={say('roles.parts')}
        rows={parts}
        keyOf={({ role }) => role}
        columns={[
          {
            id: 'part-name',
            head: say('members.role'),
            names: true,
            cell: ({ role, staff }) => (
              <>
                {say(`caseRole.${role}`)}
                <span className="under">
                  {say('roles.partFor', { roles: formats.list(staff.map((each) => say(`staff.${each}`))) })}
                </span>
              </>
            ),
          },
          ...(['cases', 'requests', 'evidence', 'timeline'] as const).map((what) => ({
            id: what,
            head: say(`roles.${what}`),
            cell: ({ works }: Part) => say(works ? `roles.part.${what}` : 'roles.part.reads'),
          })),
          ...(['leads', 'agrees'] as const).map((power) => ({
            id: power,
            head: say(`roles.part.${power}`),
            cell: (row: Part) => say(row[power] ? 'roles.yes' : 'roles.no'),
          })),
        ]}
      />
    </>
  );
}
