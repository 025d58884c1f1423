import { useId, useState } from 'react';
import { useSay } from '../messages/say.ts';
import { Choice } from './fields.tsx';

interface Option {
  readonly value: string;
  readonly label: string;
}

/** One of more than a list holds: what stands in it are the first of those that the words leave, and it says so. */
export function SearchedChoice({
  label,
  hint,
  value,
  options,
  isCut,
  onSearch,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string | undefined;
  /** Empty: nothing is chosen. */
  readonly value: string;
  readonly options: readonly Option[];
  /** There are more than these. */
  readonly isCut: boolean;
  readonly onSearch: (words: string) => void;
  readonly onChange: (value: string) => void;
}) {
  const say = useSay();
  const how = useId();
  const [words, setWords] = useState('');
  const [searched, setSearched] = useState('');
  const [chosen, setChosen] = useState<Option | null>(null);
  const search = (): void => {
    setSearched(words.trim());
    onSearch(words.trim());
  };
  const isListed = value === '' || options.some((option) => option.value === value);
  return (
    <>
      {isCut || searched !== '' ? (
        <div className="column">
          <div className="search-field">
            <input
              type="search"
              aria-label={say('choice.search', { label })}
              aria-describedby={how}
              placeholder={say('choice.words')}
              value={words}
              maxLength={200}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setWords(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                // It stands in the form of an act, which is not to be done by it.
                event.preventDefault();
                search();
              }}
            />
            <button type="button" className="button" onClick={search}>
              {say('choice.do')}
            </button>
          </div>
          <p className="meta" id={how} role="status">
            {say(isCut ? 'choice.cut' : 'choice.found', { count: options.length })}
          </p>
        </div>
      ) : null}
      <Choice
        label={label}
        hint={hint}
        value={value}
        options={[{ value: '', label: say('choose') }, ...(isListed || chosen === null ? [] : [chosen]), ...options]}
        onChange={(next) => {
          setChosen(options.find((option) => option.value === next) ?? chosen);
          onChange(next);
        }}
      />
    </>
  );
}
