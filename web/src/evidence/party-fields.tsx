import type { CaseDetail, Party } from '../api/schema.ts';
import { Choice, Line } from '../casework/fields.tsx';
import { useSay } from '../messages/say.ts';

/** Who gives or takes, as it is typed: a colleague by id, or somebody from outside by name. */
export interface PartyDraft {
  readonly member: string;
  readonly name: string;
  readonly service: string;
}

export const NOBODY: PartyDraft = { member: '', name: '', service: '' };

export function draftOfParty({ member, name, service }: Party): PartyDraft {
  return member === null ? { member: '', name, service } : { member, name: '', service: '' };
}

/** What is sent; null while nobody is named. */
export function partyOf({ member, name, service }: PartyDraft) {
  if (member !== '') return { memberId: member };
  return name.trim() === '' ? null : { name: name.trim(), service: service.trim() };
}

/** A colleague who works on the case, or a person from outside by name and service. */
export function PartyFields({
  side,
  draft,
  detail,
  onChange,
}: {
  readonly side: 'giver' | 'taker';
  readonly draft: PartyDraft;
  readonly detail: CaseDetail;
  readonly onChange: (draft: PartyDraft) => void;
}) {
  const say = useSay();
  const colleagues = new Map(
    detail.members.filter(({ role }) => role !== 'magistrate').map(({ member }) => [member.id, member.name]),
  );
  return (
    <fieldset className="column">
      <legend>{say(`party.${side}`)}</legend>
      <Choice<string>
        label={say(`party.who.${side}`)}
        value={colleagues.has(draft.member) ? draft.member : ''}
        options={[
          { value: '', label: say('party.outside') },
          ...[...colleagues].map(([value, label]) => ({ value, label })),
        ]}
        onChange={(member) => onChange({ ...draft, member })}
      />
      {colleagues.has(draft.member) ? null : (
        <>
          <Line
            label={say(`party.name.${side}`)}
            value={draft.name}
            onChange={(name) => onChange({ ...draft, name })}
          />
          <Line
            label={say(`party.service.${side}`)}
            value={draft.service}
            onChange={(service) => onChange({ ...draft, service })}
          />
        </>
      )}
    </fieldset>
  );
}
