import type { RequestClock, RequestRecord } from '../api/schema.ts';
import { useFormats } from '../messages/formats.ts';
import { useInLanguage, useSay } from '../messages/say.ts';
import { endOf, isOpen, useWhen } from './request-words.ts';

/** Every clock of a request in a line each, those that run before the others, with its rule and how its date is counted. */
export function RequestClocks({ request }: { readonly request: RequestRecord }) {
  const { clocks, law } = request;
  const say = useSay();
  const inLanguage = useInLanguage();
  const running = clocks.toSorted((a, b) => place(a) - place(b));
  return (
    <section aria-labelledby="clocks">
      <div className="section-head">
        <h2 id="clocks">{say('clocks.title', { count: clocks.length })}</h2>
      </div>
      {clocks.length === 0 ? <p>{say('clocks.none')}</p> : null}
      <WithoutEnd request={request} />
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

/** That no clock warns of the end of what is preserved has to be known: data that nobody asked for again are lost. */
function WithoutEnd({ request: { kind, standing, clocks, protectionEndsOn } }: { readonly request: RequestRecord }) {
  const say = useSay();
  const formats = useFormats();
  if (kind !== 'preservation' || standing === 'ended' || clocks.some(({ means }) => means === 'protection_ends'))
    return null;
  return (
    <p>
      <b>{say('clocks.withoutEnd')}</b>{' '}
      {protectionEndsOn === null ? null : say('clocks.namedEnd', { date: formats.day(protectionEndsOn) })}
    </p>
  );
}

/** What runs first, then what may, then what runs no longer. */
function place(clock: RequestClock): number {
  return isOpen(clock) ? 0 : clock.state === 'not_started' ? 1 : 2;
}

function Clock({ clock }: { readonly clock: RequestClock }) {
  const say = useSay();
  const inLanguage = useInLanguage();
  const { instrument, words, document, trust } = clock;
  return (
    <>
      <h3 className="clock-line">
        <Line clock={clock} />
      </h3>
      <p className="meta">
        {say('clock.rule', { name: inLanguage(instrument), words: inLanguage(words) })}{' '}
        {trust === 'unit'
          ? say('clock.noLaw')
          : `${say('clock.source', { document: inLanguage(document) })} ${say(`ruleTrust.${trust}`)}`}
      </p>
      <details>
        <summary>
          {say('clock.why')}
          <span className="unseen"> {inLanguage(words)}</span>
        </summary>
        <Why clock={clock} />
      </details>
    </>
  );
}

/** What runs, since when, until when there, and what happens then; of what runs no longer, why and since when. */
function Line({ clock }: { readonly clock: RequestClock }) {
  const say = useSay();
  const formats = useFormats();
  const when = useWhen();
  const { means, state, startsAt, nextStep, why } = clock;
  const event = (kind: NonNullable<typeof why.startedBy> | 'ended'): string =>
    kind === 'ended' ? say('why.ended') : say(`requestEvent.${kind}`);
  const what = say(`clockWhat.${means}`);
  const end = endOf(clock, formats) ?? '';
  const since =
    why.startedBy === null || startsAt === null
      ? null
      : say('clock.since', { date: when(startsAt), event: event(why.startedBy) });
  switch (state) {
    case 'not_started':
      return (
        <Parts
          what={what}
          state={say('clockState.not_started')}
          parts={[say('clock.awaits', { events: formats.either(why.awaits.map(event)) })]}
        />
      );
    case 'met':
    case 'met_late':
    case 'stopped':
      return (
        <Parts
          what={what}
          state={say(startsAt === null ? 'clockState.neverStarted' : `clockState.${state}`)}
          parts={[
            ...(why.settledAt === null || why.settledBy === null
              ? []
              : [say('clock.settled', { date: when(why.settledAt), event: event(why.settledBy) })]),
            ...(state === 'stopped' && why.settledBy !== null
              ? [say(why.settledBy === 'ended' ? 'clock.stoppedByEnd' : 'clock.stopped')]
              : []),
          ]}
        />
      );
    case 'running':
    case 'due_soon':
    case 'overdue':
    case 'ran_out': {
      const isOver = state === 'overdue' || state === 'ran_out';
      const country = formats.country(why.calendar.country);
      return (
        <Parts
          what={what}
          state={say(`clockState.${state}`)}
          parts={[
            ...(since === null ? [] : [since]),
            say(isOver ? 'clock.ranOut' : 'clock.until', { date: end, country }),
            say(isOver ? `clockNow.${means}` : `clockThen.${means}`),
            ...(nextStep === null
              ? []
              : [
                  say(`clockNext.${nextStep.kind}`, {
                    who: say(`ladder.${nextStep.to}`),
                    date: formats.day(nextStep.on),
                  }),
                ]),
          ]}
        />
      );
    }
  }
}

function Parts({
  what,
  state,
  parts,
}: {
  readonly what: string;
  readonly state: string;
  readonly parts: readonly string[];
}) {
  return (
    <>
      <b>{what}</b>
      {[state, ...parts].map((part) => `\u00a0· ${part}`).join('')}
    </>
  );
}

/** How the date is counted, in the order in which a reader would check it. */
function Why({ clock: { why, scope, form, version } }: { readonly clock: RequestClock }) {
  const say = useSay();
  const formats = useFormats();
  const inLanguage = useInLanguage();
  const { calendar } = why;
  return (
    <ul className="plain-list">
      <li>
        {say('why.length', { length: say(`period.${why.length.unit}`, { amount: why.length.amount }) })}
        {why.extensions === 0 ? '' : ` ${say('why.extended', { count: why.extensions })}`}
        {why.named === null
          ? ''
          : ` ${say(why.named.notFollowed === null ? 'why.namedFollowed' : `why.notFollowed.${why.named.notFollowed}`, { date: formats.day(why.named.on) })}`}
      </li>
      <li>
        {say(`counting.${why.counting}`)} <span className="meta">{say(`ruleTrust.${why.countingTrust}`)}</span>
      </li>
      <li>
        {say('why.calendar', {
          country: `${formats.country(calendar.country)}${calendar.region === null ? '' : `, ${calendar.region}`}`,
          zone: calendar.zone,
        })}
        {calendar.weekendsOnly ? ` ${say('why.weekendsOnly')}` : ''}
        {calendar.zoneAssumed ? ` ${say('why.zoneAssumed')}` : ''}
      </li>
      {why.hourUnknown ? <li>{say('why.hourUnknown')}</li> : null}
      {form === null ? null : <li>{inLanguage(form)}</li>}
      {scope === null ? null : <li>{inLanguage(scope)}</li>}
      <li>{say('why.version', { version })}</li>
    </ul>
  );
}
