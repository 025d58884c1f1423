import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { ChildRecord, Person, PersonOfCases } from '../api/schema.ts';
import { Dialog } from '../look/dialog.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { ActDialog } from './act-dialog.tsx';
import { Words } from './fields.tsx';
import { FoundPeople, PeopleSearch } from './people-search.tsx';
import { useSealedKinds } from './sealed-kinds.ts';

/** Records that were found to be one person, and those that were taken apart again. Nothing moves by either. */
export function Merges({
  person,
  sealed,
  mayWrite,
}: {
  readonly person: Person;
  /** Of a child, how much lies under the seal of each of its records, as far as the member may know. */
  readonly sealed: ChildRecord['sealed'];
  readonly mayWrite: boolean;
}) {
  const say = useSay();
  const formats = useFormats();
  const [asked, setAsked] = useState<'merge' | { readonly unmerge: string } | null>(null);
  const { merges } = person;
  return (
    <section aria-labelledby="merges">
      <div className="section-head">
        <h2 id="merges">{say('merges.title')}</h2>
        {mayWrite && person.mergedInto === null && person.merged.length === 0 ? (
          <button type="button" className="button on-screen" onClick={() => setAsked('merge')}>
            {say('merges.do')}
          </button>
        ) : null}
      </div>
      {merges.length === 0 ? (
        <p className="soft">{say('merges.none')}</p>
      ) : (
        <ol className="log">
          {merges.map((merge) => (
            <li key={`${merge.other.id} ${merge.at}`}>
              <p>
                {say(merge.into ? 'merges.into' : 'merges.from')}{' '}
                <Link to="/people/$id" params={{ id: merge.other.id }}>
                  <ShownText text={merge.other.workingName} />
                </Link>
              </p>
              <p className="words">{merge.reason}</p>
              <p className="meta">{say('log.by', { name: merge.by.name, date: formats.minute(merge.at) })}</p>
              {merge.undone === null ? (
                mayWrite ? (
                  <button
                    type="button"
                    className="link on-screen"
                    onClick={() => setAsked({ unmerge: merge.into ? person.id : merge.other.id })}
                  >
                    {say('merges.undo')}
                  </button>
                ) : null
              ) : (
                <>
                  <p className="words">
                    <b>{say('merges.undone')}</b> {merge.undone.reason}
                  </p>
                  <p className="meta">
                    {say('log.by', { name: merge.undone.by.name, date: formats.minute(merge.undone.at) })}
                  </p>
                </>
              )}
            </li>
          ))}
        </ol>
      )}
      {asked === null ? null : asked === 'merge' ? (
        <MergeDialog person={person} sealed={sealed} onClose={() => setAsked(null)} />
      ) : (
        <UnmergeDialog id={asked.unmerge} onClose={() => setAsked(null)} />
      )}
    </section>
  );
}

function MergeDialog({
  person,
  sealed,
  onClose,
}: {
  readonly person: Person;
  readonly sealed: ChildRecord['sealed'];
  readonly onClose: () => void;
}) {
  const say = useSay();
  const kinds = useSealedKinds();
  const own = sealed?.find(({ record }) => record.id === person.id);
  const [found, setFound] = useState<readonly PersonOfCases[] | null>(null);
  const [into, setInto] = useState<PersonOfCases | null>(null);
  const [reason, setReason] = useState('');
  const others = found?.filter(({ id, population }) => id !== person.id && population === person.population) ?? [];
  if (into === null)
    return (
      <Dialog title={say('merges.title')} onClose={onClose}>
        <div className="column">
          <p>{say('merges.search')}</p>
          <PeopleSearch onFound={(_, people) => setFound(people)} />
          {found === null ? null : others.length === 0 ? (
            <p role="status">{say('merges.nobody')}</p>
          ) : (
            <FoundPeople
              people={others}
              act={(other) => (
                <button type="button" className="link" onClick={() => setInto(other)}>
                  {say('merges.this')}
                </button>
              )}
            />
          )}
        </div>
      </Dialog>
    );
  return (
    <ActDialog
      title={{ id: 'merges.confirm', values: { name: person.workingName, into: into.workingName } }}
      what={say(person.population === 'child' ? 'merges.whatChild' : 'merges.what')}
      doing={say('merges.do')}
      told={say('merges.told')}
      ready={reason.trim() !== ''}
      write={(headers) =>
        bodyOf(
          api.POST('/api/people/{id}/merge', {
            params: { path: { id: person.id } },
            headers,
            body: { into: into.id, reason: reason.trim() },
          }),
        )
      }
      onClose={onClose}
    >
      {own === undefined ? null : <p>{say('merges.sealed', { name: person.workingName, kinds: kinds(own) })}</p>}
      <Words field="/reason" label={say('merges.reason')} value={reason} onChange={setReason} />
    </ActDialog>
  );
}

function UnmergeDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const say = useSay();
  const [reason, setReason] = useState('');
  return (
    <ActDialog
      title={{ id: 'merges.undo' }}
      what={say('merges.undoWhat')}
      doing={say('merges.undo')}
      told={say('merges.undoTold')}
      ready={reason.trim() !== ''}
      write={(headers) =>
        bodyOf(
          api.POST('/api/people/{id}/unmerge', { params: { path: { id } }, headers, body: { reason: reason.trim() } }),
        )
      }
      onClose={onClose}
    >
      <Words field="/reason" label={say('merges.undoReason')} value={reason} onChange={setReason} />
    </ActDialog>
  );
}
