import { Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { servicesQuery } from '../casework/casework-query.ts';
import { dayIn, isDay } from '../casework/days.ts';
import { Choice, DayField, Line, Words } from '../casework/fields.tsx';
import { Loaded } from '../look/loaded.tsx';
import { useSay } from '../messages/say.ts';

const OUTSIDE = 'outside';
const BASES = ['consent', 'legal_basis'] as const;

/** Refers a child to a service. Without a consent or another legal basis, in words and of a day, there is no referral. */
export function ReferDialog({
  child,
  caseId,
  onClose,
}: {
  readonly child: { readonly id: string; readonly workingName: string };
  readonly caseId: string;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const services = useQuery(servicesQuery);
  const all = services.data ?? [];
  const [chosen, setService] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [need, setNeed] = useState('');
  const [basis, setBasis] = useState<(typeof BASES)[number] | null>(null);
  const [basisWords, setBasisWords] = useState('');
  const [basisOn, setBasisOn] = useState(dayIn(0));
  const service = chosen ?? all[0]?.unitId ?? OUTSIDE;
  const inside = all.find(({ unitId }) => unitId === service);
  const serviceName = inside?.unitName ?? name.trim();
  return (
    <ActDialog
      title={{ id: 'refer.title', values: { name: child.workingName } }}
      what={say('refer.what')}
      doing={say('refer.do')}
      told={say('refer.told')}
      ready={serviceName !== '' && need.trim() !== '' && basis !== null && basisWords.trim() !== '' && isDay(basisOn)}
      write={(headers) =>
        bodyOf(
          api.POST('/api/children/{id}/referrals', {
            params: { path: { id: child.id } },
            headers,
            body: {
              ...{ caseId, serviceUnitId: inside?.unitId ?? null, serviceName, need: need.trim() },
              ...{ basis: basis ?? 'consent', basisWords: basisWords.trim(), basisOn },
            },
          }),
        )
      }
      onClose={onClose}
    >
      <Loaded query={services} />
      <Choice
        field="/serviceUnitId"
        label={say('refer.service')}
        value={service}
        options={[
          ...all.map(({ unitId, unitName }) => ({ value: unitId, label: unitName })),
          { value: OUTSIDE, label: say('refer.outside') },
        ]}
        onChange={setService}
      />
      {inside === undefined ? (
        <Line field="/serviceName" label={say('refer.name')} value={name} onChange={setName} />
      ) : null}
      <Words field="/need" label={say('refer.need')} hint={say('refer.needHint')} value={need} onChange={setNeed} />
      <Radio.Group
        label={say('refer.basis')}
        description={say('refer.basisWhy')}
        value={basis}
        onChange={(value) => setBasis(BASES.find((each) => each === value) ?? null)}
      >
        <div className="choices">
          {BASES.map((value) => (
            <Radio key={value} value={value} label={say(`basis.${value}`)} />
          ))}
        </div>
      </Radio.Group>
      {basis === null ? null : (
        <>
          <Words field="/basisWords" label={say(`refer.words.${basis}`)} value={basisWords} onChange={setBasisWords} />
          <DayField field="/basisOn" label={say('refer.on')} value={basisOn} onChange={setBasisOn} />
        </>
      )}
    </ActDialog>
  );
}
