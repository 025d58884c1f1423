import { type Ref, useState } from 'react';
import { useSay } from '../messages/say.ts';

/** Searched when it is sent, not while it is typed: each search is an entry of the audit log. */
export function SearchField({
  ref,
  value,
  onSearch,
}: {
  readonly ref: Ref<HTMLInputElement>;
  readonly value: string;
  readonly onSearch: (text: string) => void;
}) {
  const say = useSay();
  const [text, setText] = useState(value);
  return (
    <search>
      <form
        className="search-field"
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(text.trim());
        }}
      >
        <input
          ref={ref}
          type="search"
          aria-label={say('leads.search')}
          placeholder={say('leads.search')}
          value={text}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" className="button">
          {say('leads.searchDo')}
        </button>
      </form>
    </search>
  );
}
