import { useId } from 'react';
import { DropDown } from '../look/drop-down.tsx';
import { useSay } from '../messages/say.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly count?: number | undefined;
}

interface Props {
  readonly name: string;
  /** What is chosen now, in words. */
  readonly shown: string;
  /** Whether it differs from the default. */
  readonly set: boolean;
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
  /** One of the options, or any number of them. */
  readonly one?: boolean;
  readonly onChoose: (values: readonly string[]) => void;
  readonly onReset: () => void;
}

/** A filter: a button that says what it lets through, and behind it the choices with how many leads each has. */
export function FilterChip({ name, shown, set, options, chosen, one = false, onChoose, onReset }: Props) {
  const say = useSay();
  const group = useId();
  return (
    <span className="chip" data-set={set}>
      <DropDown
        className="chip-main"
        label={
          <>
            <span className="soft">{say('filter.name', { name })}</span> {shown}
          </>
        }
      >
        {() => (
          <fieldset className="chip-options">
            <legend>{name}</legend>
            {options.map(({ value, label, count }) => (
              <label key={value}>
                <input
                  type={one ? 'radio' : 'checkbox'}
                  name={group}
                  checked={chosen.includes(value)}
                  onChange={(event) => {
                    if (one) onChoose([value]);
                    else if (event.currentTarget.checked)
                      onChoose(
                        options.map((option) => option.value).filter((each) => each === value || chosen.includes(each)),
                      );
                    else onChoose(chosen.filter((each) => each !== value));
                  }}
                />
                <span>{label}</span>
                {count === undefined ? null : <span className="count">{count}</span>}
              </label>
            ))}
          </fieldset>
        )}
      </DropDown>
      {set ? (
        <button type="button" className="chip-reset" onClick={onReset} aria-label={say('filter.reset', { name })}>
          ×
        </button>
      ) : null}
    </span>
  );
}
