import { Link } from '@tanstack/react-router';
import type { FoundPerson } from '../api/schema.ts';
import { Records } from '../look/records.tsx';
import { nameOf, ShownText } from '../look/shown-text.tsx';
import { useSay } from '../messages/say.ts';

/** A row for each lead in which a person stands: the same person may stand in several. */
export function FoundTable({ people }: { readonly people: readonly FoundPerson[] }) {
  const say = useSay();
  return (
    <Records
      caption={say('find.caption')}
      rows={people}
      keyOf={({ leadId, kind, id }) => `${leadId} ${kind} ${id}`}
      columns={[
        { id: 'person', head: say('find.person'), names: true, cell: (found) => <Person found={found} /> },
        {
          id: 'role',
          head: say('find.role'),
          cell: ({ role, isSubject }) => (
            <>
              {say(`role.${role}`)}
              <span className="under">{say(isSubject ? 'find.subject' : 'find.beside')}</span>
            </>
          ),
        },
        { id: 'queue', head: say('find.queue'), cell: ({ queue }) => say(`queue.${queue}`) },
        { id: 'open', head: say('find.lead'), cell: (found) => <OpenLead found={found} /> },
      ]}
    />
  );
}

function Person({ found }: { readonly found: FoundPerson }) {
  const name = nameOf(found);
  return (
    <>
      <ShownText text={name} />
      {name === found.id ? null : (
        <span className="under code">
          <ShownText text={found.id} longest={64} />
        </span>
      )}
    </>
  );
}

function OpenLead({ found }: { readonly found: FoundPerson }) {
  const say = useSay();
  return (
    <Link
      to="/leads/$queue/$id"
      params={{ queue: found.queue, id: found.leadId }}
      search={(search) => (search.unit === undefined ? {} : { unit: search.unit })}
      aria-label={say('find.openOf', { name: nameOf(found).slice(0, 96) })}
    >
      {say('find.open')}
    </Link>
  );
}
