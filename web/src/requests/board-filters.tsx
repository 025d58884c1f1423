import type { Board, RequestStanding } from '../api/schema.ts';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { type BoardSearch, STANDINGS, standingOf } from './board-search.ts';

/** How many requests stand where, each number the way to them: what is overdue is counted there whatever else is said of it; then country, holder, and what has come to the reader. */
export function BoardFilters({
  board,
  search,
  onGo,
}: {
  readonly board: Board;
  readonly search: BoardSearch;
  readonly onGo: (changes: Partial<Record<keyof BoardSearch, string>>) => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const standing = standingOf(search);
  const count = (each: RequestStanding): number => board.counts[each] ?? 0;
  const countries = withChosen(board.countries, search.country);
  return (
    <>
      <ul className="counts">
        <li>
          <button type="button" aria-pressed={standing === null} onClick={() => onGo({ standing: '' })}>
            <span className="number">{formats.whole(board.open)}</span> {say('board.open')}
          </button>
        </li>
        {STANDINGS.map((each) => (
          <li key={each}>
            <button
              type="button"
              aria-pressed={standing === each}
              onClick={() => onGo({ standing: standing === each ? '' : each })}
            >
              <span className="number">{formats.whole(count(each))}</span> {say(`standing.${each}`)}
            </button>
          </li>
        ))}
        <li>
          <button
            type="button"
            aria-pressed={search.ends === 'soon'}
            onClick={() => onGo({ ends: search.ends === 'soon' ? '' : 'soon' })}
          >
            <span className="number">{formats.whole(board.runsOut)}</span> {say('board.runsOut')}
          </button>
        </li>
        <li>
          <button
            type="button"
            aria-pressed={search.sent === 'no'}
            onClick={() => onGo({ sent: search.sent === 'no' ? '' : 'no' })}
          >
            <span className="number">{formats.whole(board.notSent)}</span> {say('board.notSent')}
          </button>
        </li>
      </ul>
      <div className="cases-tools on-screen">
        <label className="small-select">
          <span>{say('requests.country')}</span>{' '}
          <select value={search.country ?? ''} onChange={(event) => onGo({ country: event.currentTarget.value })}>
            <option value="">{say('board.anyCountry')}</option>
            {countries.map((country) => (
              <option key={country} value={country}>
                {formats.country(country)}
              </option>
            ))}
          </select>
        </label>
        <label className="small-select">
          <span>{say('requests.holder')}</span>{' '}
          <select value={search.holder ?? ''} onChange={(event) => onGo({ holder: event.currentTarget.value })}>
            <option value="">{say('board.anyHolder')}</option>
            {board.holders.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label className="for-me">
          <input
            type="checkbox"
            checked={search.for === 'me'}
            onChange={({ currentTarget: { checked } }) => onGo({ for: checked ? 'me' : '' })}
          />{' '}
          {say('board.forMe')}
        </label>
      </div>
    </>
  );
}

/** What the address names stays among the choices. */
function withChosen(all: readonly string[], chosen: string | undefined): readonly string[] {
  return chosen === undefined || all.includes(chosen) ? all : [...all, chosen];
}
