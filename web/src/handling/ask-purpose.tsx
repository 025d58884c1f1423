import { useState } from 'react';
import { LONGEST_REFERENCE, PURPOSES, type Purpose, statePurpose } from '../api/purpose.ts';
import { useSay } from '../messages/say.ts';
import './handling.css';

/** Asked once, before the first page on which somebody is read: a purpose that nobody stated is worth nothing in a log. */
export function AskPurpose() {
  const say = useSay();
  const [purpose, setPurpose] = useState<Purpose | null>(null);
  const [reference, setReference] = useState('');
  return (
    <div className="page column">
      <form
        className="purpose-asked"
        onSubmit={(event) => {
          event.preventDefault();
          if (purpose !== null) statePurpose({ purpose, reference });
        }}
      >
        <h1>{say('purpose.ask')}</h1>
        <p>{say('purpose.askWhy')}</p>
        <fieldset className="choices">
          <legend>{say('purpose.label')}</legend>
          {PURPOSES.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name="purpose"
                required
                checked={purpose === each}
                onChange={() => setPurpose(each)}
              />{' '}
              <b>{say(`purpose.${each}`)}</b> <span className="soft">{say(`purpose.what.${each}`)}</span>
            </label>
          ))}
        </fieldset>
        <label className="purpose-reference">
          <span>
            {say('purpose.reference')} <span className="soft">({say('purpose.optional')})</span>
          </span>
          <input
            value={reference}
            maxLength={LONGEST_REFERENCE}
            autoComplete="off"
            onChange={(event) => setReference(event.currentTarget.value)}
          />
        </label>
        <button type="submit" className="button strong">
          {say('purpose.go')}
        </button>
      </form>
    </div>
  );
}
