import { Button, Checkbox } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { Capacity, PersonOfCases, Population } from '../api/schema.ts';
import { useCasework } from '../casework/casework-query.ts';
import { dayIn, isDay } from '../casework/days.ts';
import { DayField, Line, Words } from '../casework/fields.tsx';
import { FoundPeople, PeopleSearch } from '../casework/people-search.tsx';
import { CAPACITIES } from '../casework/person-fields.ts';
import { useKeptWords } from '../casework/use-kept-words.ts';
import { useTell } from '../frame/told.tsx';
import { Dialog } from '../look/dialog.tsx';
import { RefusedFields } from '../look/refused-fields.tsx';
import { useSay } from '../messages/say.ts';
import { CapacityFields } from './capacity-fields.tsx';
import { PlaceDialog } from './place-dialog.tsx';

/** The server takes no more texts that were searched for. */
const MOST_SEARCHES = 10;

/** Searched first: whoever is found is put into the case, or said to be somebody else, before a new record is made. */
export function AddPersonDialog({
  caseId,
  population,
  onClose,
}: {
  readonly caseId: string;
  readonly population: Population;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [searched, setSearched] = useState<readonly string[]>([]);
  const [found, setFound] = useState<readonly PersonOfCases[]>([]);
  const [others, setOthers] = useState<ReadonlySet<string>>(new Set());
  const [placing, setPlacing] = useState<PersonOfCases | null>(null);
  if (placing !== null) return <PlaceDialog caseId={caseId} person={placing} onClose={onClose} />;
  const addFound = (people: readonly PersonOfCases[]): void =>
    setFound((before) => [...before, ...people.filter(({ id }) => !before.some((known) => known.id === id))]);
  const undecided = found.filter(({ id }) => !others.has(id)).length;
  return (
    <Dialog title={say(`add.title.${population}`)} onClose={onClose}>
      <div className="column">
        <p>{say('add.what')}</p>
        {searched.length < MOST_SEARCHES ? (
          <PeopleSearch
            onFound={(text, people) => {
              setSearched((before) => [...new Set([...before, text])]);
              addFound(people);
            }}
          />
        ) : null}
        {searched.length === 0 ? null : (
          <p className="meta" role="status">
            {say('add.searched', { texts: searched.join(' · '), count: found.length })}
          </p>
        )}
        {found.length === 0 ? null : (
          <FoundPeople
            people={found}
            act={(person) => (
              <div className="row">
                <Checkbox
                  checked={others.has(person.id)}
                  label={say('add.other')}
                  aria-label={say('add.otherOf', { name: person.workingName })}
                  onChange={(event) => {
                    const next = new Set(others);
                    if (event.currentTarget.checked) next.add(person.id);
                    else next.delete(person.id);
                    setOthers(next);
                  }}
                />
                {person.population === population && !person.cases.some(({ id }) => id === caseId) ? (
                  <button type="button" className="link" onClick={() => setPlacing(person)}>
                    {say('add.same')}
                  </button>
                ) : null}
              </div>
            )}
          />
        )}
        {searched.length === 0 ? null : (
          <NewRecord
            undecided={undecided}
            caseId={caseId}
            population={population}
            searchedFor={searched}
            notThese={[...others]}
            onFound={addFound}
            onClose={onClose}
          />
        )}
      </div>
    </Dialog>
  );
}

function NewRecord({
  caseId,
  population,
  searchedFor,
  notThese,
  undecided,
  onFound,
  onClose,
}: {
  readonly caseId: string;
  readonly population: Population;
  readonly searchedFor: readonly string[];
  readonly notThese: readonly string[];
  /** How many were found of whom nobody has said yet that they are somebody else. */
  readonly undecided: number;
  readonly onFound: (people: readonly PersonOfCases[]) => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const tell = useTell();
  const navigate = useNavigate();
  const [workingName, setWorkingName] = useState('');
  const [capacity, setCapacity] = useState<Capacity>(CAPACITIES[population][0]);
  const [act, setAct] = useState('');
  const [nextStep, setNextStep] = useState('');
  const [nextOn, setNextOn] = useState(dayIn(7));
  const isChild = population === 'child';
  const name = workingName.trim();
  const ready =
    undecided === 0 &&
    name !== '' &&
    (capacity !== 'suspect' || act.trim() !== '') &&
    (!isChild || (nextStep.trim() !== '' && isDay(nextOn)));
  const kept = useKeptWords({ id: `add.title.${population}` });
  const add = useCasework((headers) =>
    bodyOf(
      api.POST('/api/cases/{id}/people', {
        params: { path: { id: caseId } },
        headers,
        body: {
          ...{ population, workingName: name, capacity, searchedFor: [...searchedFor], notThese: [...notThese] },
          actReference: capacity === 'suspect' ? act.trim() : null,
          ...(isChild ? { nextStep: nextStep.trim(), nextOn } : {}),
        },
      }),
    ),
  );
  return (
    <form
      ref={kept.form}
      className="column"
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready || add.isPending) return;
        add.mutate(undefined, {
          onSuccess: (answer) => {
            if ('found' in answer) {
              onFound(answer.found);
              return;
            }
            tell({ text: say('add.told', { name }) });
            kept.forget();
            onClose();
            void navigate(
              isChild
                ? { to: '/children/$id', params: { id: answer.id }, search: { case: caseId } }
                : { to: '/people/$id', params: { id: answer.id }, search: { case: caseId } },
            );
          },
        });
      }}
    >
      <RefusedFields error={add.error}>
        <Line
          field="/workingName"
          label={say('add.name')}
          hint={say(isChild ? 'add.nameChild' : 'add.nameHint')}
          value={workingName}
          onChange={setWorkingName}
        />
        <CapacityFields population={population} capacity={capacity} act={act} onCapacity={setCapacity} onAct={setAct} />
        {isChild ? (
          <>
            <Words
              field="/nextStep"
              label={say('add.next')}
              hint={say('add.nextHint')}
              value={nextStep}
              onChange={setNextStep}
            />
            <DayField field="/nextOn" label={say('status.by')} value={nextOn} onChange={setNextOn} />
          </>
        ) : null}
        {kept.again ? <p role="status">{say('left.again')}</p> : null}
        {undecided === 0 ? null : <p role="status">{say('add.undecided', { count: undecided })}</p>}
      </RefusedFields>
      <div className="row">
        <Button type="submit" disabled={!ready} loading={add.isPending}>
          {say('add.do')}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            kept.forget();
            onClose();
          }}
        >
          {say('cancel')}
        </Button>
      </div>
    </form>
  );
}
