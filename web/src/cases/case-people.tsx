import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { Capacity, CaseDetail } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { Choice, Words } from '../casework/fields.tsx';
import { DropDown } from '../look/drop-down.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { AddPersonDialog } from './add-person-dialog.tsx';
import type { InCase } from './in-case.ts';
import { MergedRecords } from './merged-records.tsx';
import { PlaceDialog } from './place-dialog.tsx';

type Person = CaseDetail['people'][number];
type Asked =
  | { readonly what: 'add'; readonly population: Person['population'] }
  | { readonly what: 'place' | 'remove'; readonly person: Person };

/** Persons concerned, and others: witnesses, relatives, professionals. */
export function CasePeople({ detail, powers }: InCase) {
  const say = useSay();
  const formats = useFormats();
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = (): void => setAsked(null);
  const caseId = detail.row.id;
  return (
    <>
      {(['concerned', 'other'] as const).map((population) => {
        const people = detail.people.filter((person) => person.population === population);
        return (
          <section key={population} aria-labelledby={`people-${population}`}>
            <div className="section-head">
              <h2 id={`people-${population}`}>{say(`people.${population}`, { count: people.length })}</h2>
              {powers.works ? (
                <button
                  type="button"
                  className="button on-screen"
                  onClick={() => setAsked({ what: 'add', population })}
                >
                  {say(`people.add.${population}`)}
                </button>
              ) : null}
            </div>
            {people.length === 0 ? (
              <p className="soft">{say(`people.none.${population}`)}</p>
            ) : (
              <ul className="people-list">
                {people.map((person) => (
                  <li key={person.id}>
                    <span>
                      <Link to="/people/$id" params={{ id: person.id }} search={{ case: caseId }}>
                        <ShownText text={person.workingName} longest={200} />
                      </Link>{' '}
                      <span className="meta">
                        {formats.list(person.capacities.map((capacity) => say(`capacity.${capacity}`)))}
                      </span>
                      <MergedRecords records={person.merged} />
                    </span>
                    {powers.works ? (
                      <span className="on-screen">
                        <DropDown
                          className="quiet"
                          side="end"
                          label={
                            <>
                              {say('people.change')}
                              <span className="unseen"> {person.workingName}</span>
                            </>
                          }
                        >
                          {(shut) => (
                            <ul className="choice-list">
                              {(['place', 'remove'] as const).map((what) => (
                                <li key={what}>
                                  <button
                                    type="button"
                                    onClick={() => {
                                      shut();
                                      setAsked({ what, person });
                                    }}
                                  >
                                    {say(`peopleChange.${what}`)}
                                  </button>
                                </li>
                              ))}
                            </ul>
                          )}
                        </DropDown>
                      </span>
                    ) : null}
                  </li>
                ))}
              </ul>
            )}
          </section>
        );
      })}
      {asked === null ? null : asked.what === 'add' ? (
        <AddPersonDialog caseId={caseId} population={asked.population} onClose={close} />
      ) : asked.what === 'place' ? (
        <PlaceDialog caseId={caseId} person={asked.person} onClose={close} />
      ) : (
        <RemoveDialog caseId={caseId} person={asked.person} onClose={close} />
      )}
    </>
  );
}

function RemoveDialog({
  caseId,
  person,
  onClose,
}: {
  readonly caseId: string;
  readonly person: Person;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [capacity, setCapacity] = useState<Capacity>(person.capacities[0] as Capacity);
  const [reason, setReason] = useState('');
  return (
    <ActDialog
      title={{ id: 'remove.title', values: { name: person.workingName } }}
      what={say('remove.what')}
      doing={say('record')}
      told={say('remove.told')}
      ready={reason.trim() !== ''}
      write={(headers) =>
        bodyOf(
          api.POST('/api/cases/{id}/people/{person}/end', {
            params: { path: { id: caseId, person: person.id } },
            headers,
            body: { capacity, reason: reason.trim() },
          }),
        )
      }
      onClose={onClose}
    >
      <Choice
        field="/capacity"
        label={say('remove.capacity')}
        value={capacity}
        options={person.capacities.map((value) => ({ value, label: say(`capacity.${value}`) }))}
        onChange={setCapacity}
      />
      <Words field="/reason" label={say('reason')} value={reason} onChange={setReason} />
    </ActDialog>
  );
}
