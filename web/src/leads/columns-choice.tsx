import type { Queue } from '../api/schema.ts';
import { DropDown } from '../look/drop-down.tsx';
import { useSay } from '../messages/say.ts';
import { COLUMNS, type Column, DEFAULT_COLUMNS, headOf } from './columns.tsx';

export function ColumnsChoice({
  queue,
  columns,
  onChoose,
}: {
  readonly queue: Queue;
  readonly columns: readonly Column[];
  /** As the address writes them; empty for the default. */
  readonly onChoose: (columns: string) => void;
}) {
  const say = useSay();
  const choose = (chosen: readonly Column[]): void => {
    const text = COLUMNS.filter((column) => chosen.includes(column)).join(',');
    onChoose(text === DEFAULT_COLUMNS.join(',') ? '' : text);
  };
  return (
    <DropDown label={say('columns.title')} side="end">
      {() => (
        <>
          <fieldset className="chip-options">
            <legend>{say('columns.title')}</legend>
            {COLUMNS.map((column) => (
              <label key={column}>
                <input
                  type="checkbox"
                  checked={columns.includes(column)}
                  disabled={column === 'subject'}
                  onChange={(event) =>
                    choose(
                      event.currentTarget.checked ? [...columns, column] : columns.filter((each) => each !== column),
                    )
                  }
                />
                <span>{say(headOf(column, queue))}</span>
              </label>
            ))}
          </fieldset>
          <button type="button" className="link" onClick={() => choose(DEFAULT_COLUMNS)}>
            {say('columns.default')}
          </button>
        </>
      )}
    </DropDown>
  );
}
