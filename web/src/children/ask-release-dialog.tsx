import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { ChildRecord, Release } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { caseQuery, servicesQuery } from '../casework/casework-query.ts';
import { Choice, Words } from '../casework/fields.tsx';
import { Loaded } from '../look/loaded.tsx';
import { useSay } from '../messages/say.ts';

const PURPOSES = [
  'identification',
  'protection',
  'care',
  'proceedings',
] as const satisfies readonly Release['purpose'][];

/** Asks that one person may read who a child is: a member of the case, or of a service to which the child is referred. */
export function AskReleaseDialog({
  record: { person, referrals, longestRelease },
  caseId,
  onClose,
}: {
  readonly record: ChildRecord;
  readonly caseId: string;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const ofCase = useQuery(caseQuery(caseId));
  const services = useQuery(servicesQuery);
  const [chosen, setMember] = useState('');
  const [purpose, setPurpose] = useState<Release['purpose']>('identification');
  const [reason, setReason] = useState('');
  const [days, setDays] = useState('7');
  const referred = referrals.some(({ state, outside }) => (state === 'proposed' || state === 'accepted') && !outside);
  const barred = new Set(ofCase.data?.body.bars.map(({ member }) => member.id));
  const members = new Map(
    [
      ...(ofCase.data?.body.members.map(({ member }) => member) ?? []),
      ...(referred ? (services.data?.flatMap((service) => service.members) ?? []) : []),
    ]
      .filter(({ id }) => !barred.has(id))
      .map((member) => [member.id, member.name]),
  );
  const count = Number(days);
  const valid = Number.isInteger(count) && count >= 1 && count <= longestRelease;
  return (
    <ActDialog
      title={{ id: 'ask.title', values: { name: person.workingName } }}
      what={say('ask.what')}
      doing={say('ask.do')}
      told={say('ask.told')}
      ready={chosen !== '' && reason.trim() !== '' && valid}
      write={(headers) =>
        bodyOf(
          api.POST('/api/children/{id}/releases', {
            params: { path: { id: person.id } },
            headers,
            body: { caseId, memberId: chosen, purpose, reason: reason.trim(), days: count },
          }),
        )
      }
      onClose={onClose}
    >
      <Loaded query={ofCase} />
      <Choice
        field="/memberId"
        label={say('ask.member')}
        value={chosen}
        options={[{ value: '', label: say('choose') }, ...[...members].map(([value, label]) => ({ value, label }))]}
        onChange={setMember}
      />
      <Choice<Release['purpose']>
        field="/purpose"
        label={say('ask.purpose')}
        value={purpose}
        options={PURPOSES.map((value) => ({ value, label: say(`releasePurpose.${value}`) }))}
        onChange={setPurpose}
      />
      <Words field="/reason" label={say('reason')} hint={say('ask.reasonWhy')} value={reason} onChange={setReason} />
      <TextInput
        label={say('ask.days')}
        description={say('ask.daysWhy', { most: longestRelease })}
        inputMode="numeric"
        maxLength={2}
        autoComplete="off"
        value={days}
        onChange={(event) => setDays(event.currentTarget.value)}
      />
    </ActDialog>
  );
}
