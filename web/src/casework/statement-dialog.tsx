import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { Person, SourceKind, StatementField } from '../api/schema.ts';
import { useSay } from '../messages/say.ts';
import { ActDialog } from './act-dialog.tsx';
import { CountryField } from './country-field.tsx';
import { isDay } from './days.ts';
import { Choice, DayField, Line, Words } from './fields.tsx';
import { EXACT, FIELDS_OF, formOf, isForCare, isSealed, SOURCE_KINDS } from './person-fields.ts';
import { NO_VALUE, saidValue, type ValueDraft } from './statement-draft.ts';

/** Adds what somebody says of a person, with its source. Nothing is replaced by it. */
export function StatementDialog({
  person,
  caseId,
  first,
  onClose,
}: {
  readonly person: Person;
  /** The case in which one works on the person. */
  readonly caseId: string;
  /** The field that is offered first. */
  readonly first?: StatementField;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const fields = FIELDS_OF[person.population];
  const cases = [
    ...new Map(person.cases.filter(({ mayWrite, ended }) => mayWrite && !ended).map((of) => [of.id, of])).values(),
  ];
  const [inCase, setCase] = useState(cases.some(({ id }) => id === caseId) ? caseId : (cases[0]?.id ?? caseId));
  const [field, setField] = useState<StatementField>(first ?? (fields[0] as StatementField));
  const [draft, setDraft] = useState<ValueDraft>(NO_VALUE);
  const [basis, setBasis] = useState('');
  const [sourceKind, setSourceKind] = useState<SourceKind>('document');
  const [source, setSource] = useState('');
  const [knownOn, setKnownOn] = useState('');
  const value = saidValue(field, draft);
  const sealed = isSealed(person.population, field);
  return (
    <ActDialog
      title={{ id: 'statement.title', values: { name: person.workingName } }}
      what={say('statement.what')}
      doing={say('statement.do')}
      told={say(sealed ? 'statement.toldSealed' : 'statement.told')}
      ready={
        value !== null &&
        source.trim() !== '' &&
        (field !== 'age' || basis.trim() !== '') &&
        (knownOn === '' || isDay(knownOn))
      }
      write={(headers) =>
        bodyOf(
          api.POST('/api/people/{id}/statements', {
            params: { path: { id: person.id } },
            headers,
            body: {
              ...{ caseId: inCase, field, basis: basis.trim(), sourceKind, source: source.trim() },
              // The button waits for a value.
              value: value ?? { text: '' },
              knownOn: knownOn === '' ? null : knownOn,
            },
          }),
        )
      }
      onClose={onClose}
    >
      {cases.length < 2 ? null : (
        <Choice
          field="/caseId"
          label={say('statement.case')}
          hint={say('statement.caseWhy')}
          value={inCase}
          options={cases.map(({ id, reference, title }) => ({ value: id, label: `${reference} · ${title}` }))}
          onChange={setCase}
        />
      )}
      <Choice
        field="/field"
        label={say('statement.field')}
        hint={
          sealed ? say('statement.sealed') : isForCare(person.population, field) ? say('statement.forCare') : undefined
        }
        value={field}
        options={fields.map((each) => ({ value: each, label: say(`saidField.${each}`) }))}
        onChange={setField}
      />
      <ValueFields field={field} draft={draft} onChange={setDraft} />
      <Line
        field="/basis"
        label={say('statement.basis')}
        hint={say(field === 'age' ? 'statement.basisNeeded' : 'statement.basisWhy')}
        longest={2000}
        value={basis}
        onChange={setBasis}
      />
      <Choice
        field="/sourceKind"
        label={say('statement.sourceKind')}
        value={sourceKind}
        options={SOURCE_KINDS.map((each) => ({ value: each, label: say(`source.${each}`) }))}
        onChange={setSourceKind}
      />
      <Words
        field="/source"
        label={say('statement.source')}
        hint={say('statement.sourceWhy')}
        longest={1000}
        value={source}
        onChange={setSource}
      />
      <DayField
        field="/knownOn"
        label={say('statement.knownOn')}
        hint={say('statement.knownOnWhy')}
        value={knownOn}
        onChange={setKnownOn}
      />
    </ActDialog>
  );
}

function ValueFields({
  field,
  draft,
  onChange,
}: {
  readonly field: StatementField;
  readonly draft: ValueDraft;
  readonly onChange: (draft: ValueDraft) => void;
}) {
  const say = useSay();
  const set = (changes: Partial<ValueDraft>): void => onChange({ ...draft, ...changes });
  switch (formOf(field)) {
    case 'interval':
      return (
        <fieldset className="interval">
          <legend>{say('statement.age')}</legend>
          {(['from', 'to'] as const).map((end) => (
            <Line
              key={end}
              field={`/value/${end}`}
              label={say(`statement.${end}`)}
              inputMode="numeric"
              longest={3}
              value={draft[end]}
              onChange={(years) => set({ [end]: years })}
            />
          ))}
        </fieldset>
      );
    case 'date':
      return (
        <>
          <DayField
            field="/value/date"
            label={say('statement.date')}
            value={draft.date}
            onChange={(date) => set({ date })}
          />
          <Choice
            field="/value/exact"
            label={say('statement.exact')}
            value={draft.exact}
            options={EXACT.map((value) => ({ value, label: say(`exact.${value}`) }))}
            onChange={(exact) => set({ exact })}
          />
        </>
      );
    case 'place':
      return (
        <>
          <CountryField
            field="/value/country"
            label={say('statement.country')}
            value={draft.country}
            onChange={(country) => set({ country })}
          />
          <Line
            field="/value/text"
            label={say('statement.place')}
            longest={2000}
            value={draft.text}
            onChange={(text) => set({ text })}
          />
        </>
      );
    case 'text':
      return (
        <Words
          field="/value/text"
          label={say('statement.value')}
          value={draft.text}
          onChange={(text) => set({ text })}
        />
      );
  }
}
