import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { CountryField } from '../casework/country-field.tsx';
import { dayIn, isDay } from '../casework/days.ts';
import { DayField, Line, Words } from '../casework/fields.tsx';
import { useSay } from '../messages/say.ts';

/** Opens a case, by hand or from a lead: whoever opens it looks for its children from the first moment. */
export function OpenCaseDialog({
  unit,
  lead,
  onClose,
}: {
  readonly unit: string;
  readonly lead: string | null;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const navigate = useNavigate();
  const [title, setTitle] = useState('');
  const [country, setCountry] = useState('FR');
  const [nextStep, setNextStep] = useState('');
  const [nextOn, setNextOn] = useState(dayIn(7));
  return (
    <ActDialog
      title={{ id: lead === null ? 'cases.open' : 'cases.openFromLead' }}
      what={say(lead === null ? 'openCase.what' : 'openCase.whatLead')}
      doing={say('cases.open')}
      told={say('openCase.told')}
      ready={title.trim() !== '' && country !== '' && nextStep.trim() !== '' && isDay(nextOn)}
      write={(headers) =>
        bodyOf(
          api.POST('/api/cases', {
            headers,
            body: {
              ...{ unit, title: title.trim(), country, nextStep: nextStep.trim(), nextOn },
              leads: lead === null ? [] : [lead],
            },
          }),
        )
      }
      onDone={({ id }) => void navigate({ to: '/cases/$id', params: { id } })}
      onClose={onClose}
    >
      <Line
        field="/title"
        label={say('openCase.title')}
        hint={say('openCase.titleHint')}
        value={title}
        onChange={setTitle}
      />
      <CountryField
        field="/country"
        label={say('openCase.country')}
        hint={say('openCase.countryHint')}
        value={country}
        onChange={setCountry}
      />
      <Words
        field="/nextStep"
        label={say('openCase.next')}
        hint={say('openCase.nextHint')}
        value={nextStep}
        onChange={setNextStep}
      />
      <DayField field="/nextOn" label={say('openCase.by')} value={nextOn} onChange={setNextOn} />
    </ActDialog>
  );
}
