import { useState } from 'react';
import { LONGEST_REFERENCE, PURPOSES, statePurpose, useStatedPurpose } from '../api/purpose.ts';
import { useSay } from '../messages/say.ts';
import './handling.css';

/** Why the reader reads; it goes into the audit log with every lead and person opened from here. */
export function PurposeBar() {
  const say = useSay();
  const stated = useStatedPurpose();
  const [reference, setReference] = useState(stated?.reference ?? '');
  if (stated === null) return null;
  return (
    <div className="purpose on-screen">
      <label>
        <span>{say('purpose.label')}</span>{' '}
        <select
          value={stated.purpose}
          onChange={(event) => {
            const purpose = PURPOSES.find((each) => each === event.currentTarget.value);
            if (purpose !== undefined) statePurpose({ reference, purpose });
          }}
        >
          {PURPOSES.map((purpose) => (
            <option key={purpose} value={purpose}>
              {say(`purpose.${purpose}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{say('purpose.reference')}</span>{' '}
        <input
          value={reference}
          maxLength={LONGEST_REFERENCE}
          size={14}
          autoComplete="off"
          placeholder={say('purpose.optional')}
          onChange={(event) => setReference(event.currentTarget.value)}
          onBlur={() => statePurpose({ ...stated, reference })}
        />
      </label>
    </div>
  );
}
