import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { useMe } from '../api/me.ts';
import type { AddresseeKind, CaseDetail, RequestKind } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { CountryField } from '../casework/country-field.tsx';
import { dayIn, isDayWithin, WORK } from '../casework/days.ts';
import { Choice, DayField, Line, Words } from '../casework/fields.tsx';
import { LanguageField } from '../casework/language-field.tsx';
import { Loaded } from '../look/loaded.tsx';
import { useInLanguage, useSay } from '../messages/say.ts';
import { requestKindsQuery } from './requests-query.ts';
import { RulesToCome } from './rules-to-come.tsx';

/** The days until somebody looks again, unless the holder says otherwise. */
const LOOK_AGAIN = 7;

/** Writes a request down, with the rules that its clocks will go by. That it was sent is entered on its own page. */
export function NewRequestDialog({ detail, onClose }: { readonly detail: CaseDetail; readonly onClose: () => void }) {
  const say = useSay();
  const kinds = useQuery(requestKindsQuery);
  if (kinds.data !== undefined) return <Fields detail={detail} kinds={kinds.data} onClose={onClose} />;
  return <Loaded query={kinds} key={say('loading')} />;
}

function Fields({
  detail,
  kinds,
  onClose,
}: {
  readonly detail: CaseDetail;
  readonly kinds: readonly RequestKind[];
  readonly onClose: () => void;
}) {
  const say = useSay();
  const inLanguage = useInLanguage();
  const navigate = useNavigate();
  const own = useMe().member.id;
  const { holders } = detail;
  const [kind, setKind] = useState('');
  const [wanted, setAddresseeKind] = useState<AddresseeKind | null>(null);
  const [addressee, setAddressee] = useState('');
  const [country, setCountry] = useState('');
  const [region, setRegion] = useState('');
  const [legalBasis, setLegalBasis] = useState('');
  const [asked, setAsked] = useState('');
  const [language, setLanguage] = useState('');
  const [annexes, setAnnexes] = useState('');
  const [urgent, setUrgent] = useState(false);
  const [traits, setTraits] = useState<readonly string[]>([]);
  const [holderId, setHolder] = useState(holders.find(({ id }) => id === own)?.id ?? holders[0]?.id ?? '');
  const [nextOn, setNextOn] = useState(dayIn(LOOK_AGAIN));
  const chosen = kinds.find(({ id }) => id === kind);
  const addressees = (chosen?.addressees ?? []) as readonly AddresseeKind[];
  // Another kind may not be addressed to whom was chosen before.
  const addresseeKind = addressees.find((each) => each === wanted) ?? addressees[0] ?? null;
  const own_traits = traits.filter((trait) => chosen?.traits.some(({ id }) => id === trait));
  return (
    <ActDialog
      title={{ id: 'requests.new' }}
      what={say('newRequest.what')}
      doing={say('newRequest.do')}
      told={say('newRequest.told')}
      ready={
        addresseeKind !== null &&
        [addressee, legalBasis, asked].every((text) => text.trim() !== '') &&
        country !== '' &&
        language !== '' &&
        holderId !== '' &&
        isDayWithin(nextOn, WORK.from, WORK.to)
      }
      write={(headers) =>
        bodyOf(
          api.POST('/api/cases/{id}/requests', {
            params: { path: { id: detail.row.id } },
            headers,
            body: {
              ...{ kind, addresseeKind: addresseeKind ?? 'provider', addressee: addressee.trim(), country, language },
              ...{ legalBasis: legalBasis.trim(), asked: asked.trim(), urgent, holderId, nextOn },
              region: region.trim() === '' ? null : region.trim(),
              annexes: linesOf(annexes),
              traits: [...own_traits],
            },
          }),
        )
      }
      onDone={({ id }) => void navigate({ to: '/requests/$id', params: { id } })}
      onClose={onClose}
    >
      <Choice
        field="/kind"
        label={say('request.kind')}
        value={kind}
        options={[
          { value: '', label: say('choose') },
          ...kinds.map(({ id, name }) => ({ value: id, label: inLanguage(name) })),
        ]}
        onChange={setKind}
      />
      {addresseeKind === null ? null : (
        <Choice<AddresseeKind>
          field="/addresseeKind"
          label={say('request.addresseeKind')}
          value={addresseeKind}
          options={addressees.map((value) => ({ value, label: say(`addressee.${value}`) }))}
          onChange={setAddresseeKind}
        />
      )}
      <Line
        field="/addressee"
        label={say('request.addressee')}
        hint={say('request.addresseeHint')}
        longest={300}
        value={addressee}
        onChange={setAddressee}
      />
      <CountryField field="/country" label={say('request.country')} value={country} onChange={setCountry} />
      {chosen?.traits.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={inLanguage(name)}
          checked={own_traits.includes(id)}
          onChange={({ currentTarget: { checked } }) =>
            setTraits((before) => (checked ? [...before, id] : before.filter((each) => each !== id)))
          }
        />
      ))}
      <Checkbox
        label={say('request.isUrgent')}
        checked={urgent}
        onChange={({ currentTarget: { checked } }) => setUrgent(checked)}
      />
      {addresseeKind === null || country === '' ? (
        <p className="meta">{say('rulesToCome.later')}</p>
      ) : (
        <RulesToCome caseId={detail.row.id} asked={{ kind, addresseeKind, country, urgent, traits: own_traits }} />
      )}
      <Words field="/legalBasis" label={say('request.legalBasis')} value={legalBasis} onChange={setLegalBasis} />
      <Words
        field="/asked"
        label={say('request.asked')}
        hint={say('request.askedHint')}
        longest={10_000}
        value={asked}
        onChange={setAsked}
      />
      <LanguageField field="/language" label={say('request.language')} value={language} onChange={setLanguage} />
      <Words
        field="/annexes"
        label={say('request.annexes')}
        hint={say('request.annexesHint')}
        longest={10_000}
        value={annexes}
        onChange={setAnnexes}
      />
      <Line
        field="/region"
        label={say('request.region')}
        hint={say('request.regionHint')}
        longest={10}
        value={region}
        onChange={setRegion}
      />
      <Choice
        field="/holderId"
        label={say('request.holder')}
        value={holderId}
        options={holders.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setHolder}
      />
      <DayField
        field="/nextOn"
        label={say('request.nextOn')}
        hint={say('request.nextOnHint')}
        value={nextOn}
        {...WORK}
        onChange={setNextOn}
      />
    </ActDialog>
  );
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
