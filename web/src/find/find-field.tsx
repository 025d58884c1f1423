import { useId, useState } from 'react';
import { useSay } from '../messages/say.ts';
import { FEWEST_CHARACTERS, isLongEnough, MOST_CHARACTERS } from './find-query.ts';
import './find.css';

/** Searched when it is sent, not while it is typed: each search is an entry of the audit log. */
export function FindField({
  value,
  busy,
  onSearch,
}: {
  readonly value: string;
  readonly busy: boolean;
  readonly onSearch: (text: string) => void;
}) {
  const say = useSay();
  const [text, setText] = useState(value);
  const [isShort, setIsShort] = useState(false);
  const hint = useId();
  const field = useId();
  return (
    <search className="on-screen">
      <form
        className="find-field"
        onSubmit={(event) => {
          event.preventDefault();
          const isWhole = isLongEnough(text);
          setIsShort(!isWhole);
          if (isWhole) onSearch(text.trim());
        }}
      >
        <label htmlFor={field}>{say('find.what')}</label>
        <div className="search-field">
          <input
            id={field}
            type="search"
            // biome-ignore lint/a11y/noAutofocus: the page is this one field, and whoever opens it comes to type.
            autoFocus
            aria-describedby={hint}
            aria-invalid={isShort}
            maxLength={MOST_CHARACTERS}
            value={text}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            onChange={(event) => {
              setText(event.currentTarget.value);
              if (isShort) setIsShort(!isLongEnough(event.currentTarget.value));
            }}
          />
          <button type="submit" className="button" disabled={busy}>
            {say('leads.searchDo')}
          </button>
        </div>
        <p id={hint} className={isShort ? 'find-short' : 'meta'} role={isShort ? 'alert' : undefined}>
          {say(isShort ? 'find.short' : 'find.hint', { fewest: FEWEST_CHARACTERS })}
        </p>
      </form>
    </search>
  );
}
