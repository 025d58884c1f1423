import type { Queue } from '../api/schema.ts';
import { useSay } from '../messages/say.ts';
import { TIERS, type TrendsSearch, tiersOf, withTiers } from './trends-search.ts';

/** Which leads are counted. */
export function TrendsFilters({
  queue,
  queues,
  search,
  onSearch,
}: {
  readonly queue: Queue;
  readonly queues: readonly Queue[];
  readonly search: TrendsSearch;
  readonly onSearch: (search: TrendsSearch) => void;
}) {
  const say = useSay();
  const chosen = tiersOf(search);
  return (
    <>
      {queues.length < 2 ? null : (
        <fieldset className="ticks">
          <legend>{say('trends.queue')}</legend>
          {queues.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name="queue"
                checked={each === queue}
                onChange={() => onSearch({ ...search, queue: each })}
              />
              {say(`queue.${each}`)}
            </label>
          ))}
        </fieldset>
      )}
      <fieldset className="ticks">
        <legend>{say(queue === 'safeguarding' ? 'filter.tier.safeguarding' : 'column.tier')}</legend>
        {TIERS.map((tier) => (
          <label key={tier}>
            <input
              type="checkbox"
              checked={chosen.includes(tier)}
              // The last one stays: without any tier there would be nothing to count.
              disabled={chosen.length === 1 && chosen[0] === tier}
              onChange={(event) =>
                onSearch(
                  withTiers(
                    search,
                    event.currentTarget.checked ? [...chosen, tier] : chosen.filter((each) => each !== tier),
                  ),
                )
              }
            />
            {say(queue === 'safeguarding' ? `tier.safeguarding.${tier}` : `tier.${tier}`)}
          </label>
        ))}
      </fieldset>
    </>
  );
}
