import type { RequestClock, RequestRecord } from '../api/schema.ts';
import { useFormats } from '../messages/formats.ts';
import { useInLanguage, useSay } from '../messages/say.ts';
import { endOf, isOpen, useWhen } from './request-words.ts';

/** Every clock of a request, those that run before the others, each with its rule and why its date is this one. */
export function RequestClocks({ request: { clocks, law } }: { readonly request: RequestRecord }) {
  const say = useSay();
  const inLanguage = useInLanguage();
  const running = clocks.toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)));
  return (
    <section aria-labelledby="clocks">
      <div className="section-head">
        <h2 id="clocks">{say('clocks.title', { count: clocks.length })}</h2>
      </div>
      {clocks.length === 0 ? <p>{say('clocks.none')}</p> : null}
      <ul className="clock-list">
        {running.map((clock) => (
          <li key={clock.rule} data-open={isOpen(clock)}>
            <Clock clock={clock} />
          </li>
        ))}
      </ul>
      {law.length === 0 ? null : (
        <div className="law">
          <h3>{say('clocks.law')}</h3>
          <ul className="plain-list">
            {law.map(({ id, instrument, words, scope, trust }) => (
              <li key={id}>
                <b>{inLanguage(instrument)}</b> <span className="meta">{say(`ruleTrust.${trust}`)}</span>
                <span className="under">{inLanguage(words)}</span>
                {scope === null ? null : <span className="under">{inLanguage(scope)}</span>}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function Clock({ clock }: { readonly clock: RequestClock }) {
  const say = useSay();
  const formats = useFormats();
  const inLanguage = useInLanguage();
  const { nextStep } = clock;
  const end = endOf(clock, formats);
  return (
    <>
      <h3>{inLanguage(clock.instrument)}</h3>
      <p className="meta">
        {say(`ruleTrust.${clock.trust}`)} · {say('clock.rule', { rule: clock.rule, version: clock.version })}
      </p>
      <p>
        <b>{say(`clockState.${clock.state}`)}</b>
        {end === null ? '' : ` · ${say(`clockEnd.${clock.means}`, { date: end })}`}
      </p>
      <p>{inLanguage(clock.words)}</p>
      {nextStep === null ? null : (
        <p className="meta">
          {say(`clockNext.${nextStep.kind}`, { who: say(`ladder.${nextStep.to}`), date: formats.day(nextStep.on) })}
        </p>
      )}
      <details>
        <summary>
          {say('clock.why')}
          <span className="unseen"> {inLanguage(clock.instrument)}</span>
        </summary>
        <Why clock={clock} />
      </details>
    </>
  );
}

/** From what the date was made, in the order in which a reader would check it. */
function Why({ clock: { why, startsAt, scope, form } }: { readonly clock: RequestClock }) {
  const say = useSay();
  const formats = useFormats();
  const inLanguage = useInLanguage();
  const when = useWhen();
  const { calendar } = why;
  return (
    <ul className="plain-list">
      <li>
        {why.startedBy === null || startsAt === null
          ? say('why.awaits', { events: formats.list(why.awaits.map((kind) => say(`requestEvent.${kind}`))) })
          : say('why.starts', { event: say(`requestEvent.${why.startedBy}`), date: when(startsAt) })}
      </li>
      <li>{say('why.length', { length: say(`period.${why.length.unit}`, { amount: why.length.amount }) })}</li>
      <li>
        {say(`counting.${why.counting}`)} <span className="meta">{say(`ruleTrust.${why.countingTrust}`)}</span>
      </li>
      {why.extensions === 0 ? null : <li>{say('why.extended', { count: why.extensions })}</li>}
      <li>
        {say('why.calendar', {
          country: `${formats.country(calendar.country)}${calendar.region === null ? '' : `, ${calendar.region}`}`,
          zone: calendar.zone,
        })}
        {calendar.weekendsOnly ? ` ${say('why.weekendsOnly')}` : ''}
        {calendar.zoneAssumed ? ` ${say('why.zoneAssumed')}` : ''}
      </li>
      {why.hourUnknown ? <li>{say('why.hourUnknown')}</li> : null}
      {why.settledBy === null ? null : (
        <li>
          {say('why.settled', {
            event: why.settledBy === 'ended' ? say('why.ended') : say(`requestEvent.${why.settledBy}`),
            date: why.settledAt === null ? '' : when(why.settledAt),
          })}
        </li>
      )}
      {form === null ? null : <li>{inLanguage(form)}</li>}
      {scope === null ? null : <li>{inLanguage(scope)}</li>}
    </ul>
  );
}
