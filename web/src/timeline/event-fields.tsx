import { NativeSelect } from '@mantine/core';
import type { CaseDetail } from '../api/schema.ts';
import { Choice, Line, Words } from '../casework/fields.tsx';
import { useSay } from '../messages/say.ts';
import { type EventDraft, KINDS, MEANS, PRECISIONS, TIME_FIELDS } from './event-draft.ts';

/** The fields of an event: of a contact and a report there are none for words. */
export function EventFields({
  detail,
  draft,
  fixedKind,
  under,
  onDraft,
}: {
  readonly detail: CaseDetail;
  readonly draft: EventDraft;
  /** A correction is of the same kind. */
  readonly fixedKind: boolean;
  /** Where in what is sent the event stands: a JSON Pointer. */
  readonly under: '' | '/event';
  readonly onDraft: (draft: EventDraft) => void;
}) {
  const say = useSay();
  const set =
    (key: keyof EventDraft) =>
    (value: string): void =>
      onDraft({ ...draft, [key]: value });
  const { kind, precision } = draft;
  const type = precision === 'undated' ? null : TIME_FIELDS[precision];
  const hasToward = kind === 'contact' || kind === 'fact';
  return (
    <>
      {fixedKind ? null : (
        <Choice
          field={`${under}/kind`}
          label={say('caseEvent.kind')}
          hint={say(`caseEvent.kindWhat.${kind}`)}
          value={kind}
          options={KINDS.map((value) => ({ value, label: say(`caseEvent.kind.${value}`) }))}
          onChange={set('kind')}
        />
      )}
      <Choice
        field={`${under}/when/precision`}
        label={say('caseEvent.precision')}
        hint={say('caseEvent.precisionHint')}
        value={precision}
        options={PRECISIONS.map((value) => ({ value, label: say(`caseEvent.precision.${value}`) }))}
        onChange={(value) => onDraft({ ...draft, precision: value, at: '', until: '' })}
      />
      {type === null ? null : (
        <div className="interval">
          <Line
            field={`${under}/when/at`}
            type={type}
            label={say('caseEvent.at')}
            hint={type === 'text' ? say('caseEvent.atApproximate') : undefined}
            value={draft.at}
            onChange={set('at')}
          />
          <Line
            field={`${under}/when/until`}
            type={type}
            label={say('caseEvent.until')}
            value={draft.until}
            onChange={set('until')}
          />
        </div>
      )}
      {precision === 'exact' || precision === 'hour' ? (
        <Line
          field={`${under}/when/zone`}
          label={say('caseEvent.zone')}
          hint={say('caseEvent.zoneHint')}
          value={draft.zone}
          longest={60}
          onChange={set('zone')}
        />
      ) : null}
      <Who detail={detail} label={say('caseEvent.person')} value={draft.person} onChange={set('person')} />
      <Line
        field={`${under}/identifier`}
        label={say('caseEvent.identifier')}
        hint={say('caseEvent.identifierHint')}
        value={draft.identifier}
        longest={100}
        onChange={set('identifier')}
      />
      {hasToward ? (
        <Who
          detail={detail}
          label={say('caseEvent.otherPerson')}
          value={draft.otherPerson}
          onChange={set('otherPerson')}
        />
      ) : null}
      {hasToward ? (
        <Line
          field={`${under}/otherIdentifier`}
          label={say('caseEvent.otherIdentifier')}
          value={draft.otherIdentifier}
          longest={100}
          onChange={set('otherIdentifier')}
        />
      ) : null}
      {kind === 'contact' || kind === 'provider_report' ? (
        <Line
          field={`${under}/service`}
          label={say('caseEvent.service')}
          value={draft.service}
          longest={40}
          onChange={set('service')}
        />
      ) : null}
      {kind === 'contact' ? (
        <NativeSelect
          label={say('caseEvent.means')}
          value={draft.means}
          data={[
            { value: '', label: say('caseEvent.notSaid') },
            ...MEANS.map((value) => ({ value, label: say(`caseEvent.means.${value}`) })),
          ]}
          onChange={(event) => set('means')(event.currentTarget.value)}
        />
      ) : null}
      {kind === 'provider_report' ? (
        <>
          <Line
            field={`${under}/reference`}
            label={say('caseEvent.reference')}
            value={draft.reference}
            longest={60}
            onChange={set('reference')}
          />
          <Line
            field={`${under}/files`}
            label={say('caseEvent.files')}
            hint={say('caseEvent.filesHint')}
            value={draft.files}
            longest={9}
            onChange={set('files')}
          />
        </>
      ) : null}
      {kind === 'travel' || kind === 'fact' ? (
        <Line
          field={`${under}/place`}
          label={say(kind === 'travel' ? 'caseEvent.placeFrom' : 'caseEvent.place')}
          value={draft.place}
          onChange={set('place')}
        />
      ) : null}
      {kind === 'travel' ? (
        <Line
          field={`${under}/otherPlace`}
          label={say('caseEvent.placeTo')}
          value={draft.otherPlace}
          onChange={set('otherPlace')}
        />
      ) : null}
      {kind === 'travel' || kind === 'fact' ? (
        <Words
          field={`${under}/words`}
          label={say('caseEvent.words')}
          hint={say('caseEvent.wordsHint')}
          value={draft.words}
          onChange={set('words')}
        />
      ) : null}
      <Line
        field={`${under}/source`}
        label={say('caseEvent.source')}
        hint={say('caseEvent.sourceHint')}
        value={draft.source}
        longest={500}
        onChange={set('source')}
      />
    </>
  );
}

/** Children by their working names, then the others of the case. */
function Who({
  detail,
  label,
  value,
  onChange,
}: {
  readonly detail: CaseDetail;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const say = useSay();
  return (
    <NativeSelect
      label={label}
      value={value}
      data={[
        { value: '', label: say('caseEvent.nobody') },
        ...[...detail.children, ...detail.people].map(({ id, workingName, merged }) => ({
          // What was entered on a record that was merged stays on it.
          value: merged.some((record) => record.id === value) ? value : id,
          label: workingName,
        })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
