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

/** Who has an item. The first custodian is stated by name: who has the name of one colleague alone is that colleague. */
export function draftOfHolder({ member, name, service }: Party, detail: CaseDetail): PartyDraft {
  if (member !== null) return { member, name: '', service: '' };
  const [only, ...others] = [...colleaguesWithoutMagistrates(detail)].filter(([, own]) => folded(own) === folded(name));
  return only !== undefined && others.length === 0
    ? { member: only[0], name: '', service: '' }
    : { member: '', name, service };
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
  const colleagues = colleaguesWithoutMagistrates(detail);
  const sent = side === 'giver' ? 'from' : 'to';
  return (
    <fieldset className="column">
      <legend>{say(`party.${side}`)}</legend>
      <Choice<string>
        field={`/${sent}/memberId`}
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
            field={`/${sent}/name`}
            label={say(`party.name.${side}`)}
            value={draft.name}
            onChange={(name) => onChange({ ...draft, name })}
          />
          <Line
            field={`/${sent}/service`}
            label={say(`party.service.${side}`)}
            value={draft.service}
            onChange={(service) => onChange({ ...draft, service })}
          />
        </>
      )}
    </fieldset>
  );
}

function colleaguesWithoutMagistrates({ members }: CaseDetail): ReadonlyMap<string, string> {
  return new Map(members.filter(({ role }) => role !== 'magistrate').map(({ member }) => [member.id, member.name]));
}

const folded = (text: string): string => text.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
