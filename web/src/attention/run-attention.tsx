import { Link } from '@tanstack/react-router';
import { useMe } from '../api/me.ts';
import type { Attention, Queue, Runs } from '../api/schema.ts';
import { Notice } from '../look/notice.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

type Row = Runs['items'][number];
type Told = Pick<Row, 'attention' | 'firstTierCrowded' | 'tiers'>;
type Currencies = Attention['noSuchCurrency'];

/** Currencies that are named in one sentence. */
const MOST_CURRENCIES = 6;

/** What puts the results of a run in question; nothing when nothing does. */
export function RunAttention({ run }: { readonly run: Told & Pick<Row, 'unitId'> }) {
  const say = useSay();
  const formats = useFormats();
  const sentences = useSentences(run);
  const { strayEnd } = run.attention;
  if (sentences.length === 0) return null;
  return (
    <Notice title={say('attention.title')}>
      <ul className="plain">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {strayEnd === null ? null : (
        <>
          <p>{say('attention.strayWhat')}</p>
          <ul className="plain">
            {strayEnd.examples.map(({ file, row, at }) => (
              <li key={`${file} ${row}`}>
                <ShownText
                  text={say('attention.strayRecord', { row: formats.whole(row), file, day: formats.day(at) })}
                  longest={160}
                />
              </li>
            ))}
            {strayEnd.transfers > strayEnd.examples.length ? <li>{say('attention.strayMore')}</li> : null}
          </ul>
          <ScanAgainLink unit={run.unitId} day={strayEnd.suggestedAsOf} />
        </>
      )}
    </Notice>
  );
}

/** The same in short, above a queue. */
export function AttentionLine({ run, queue }: { readonly run: Row; readonly queue: Queue }) {
  const say = useSay();
  const { id, unitId, attention, firstTierCrowded, tiers } = run;
  const sentences = useSentences({
    attention,
    firstTierCrowded: queue === 'investigation' ? firstTierCrowded : null,
    tiers: queue === 'investigation' ? tiers : null,
  });
  const { strayEnd } = attention;
  if (sentences.length === 0) return null;
  return (
    <Notice title={say('attention.title')}>
      <p>
        {[...sentences, ...(strayEnd === null ? [] : [say('attention.strayWhat')])].join(' ')}{' '}
        <Link to="/runs/$id" params={{ id }} className="on-screen">
          {say('attention.more')}
        </Link>
      </p>
      {strayEnd === null ? null : <ScanAgainLink unit={unitId} day={strayEnd.suggestedAsOf} />}
    </Notice>
  );
}

function useSentences({ attention, firstTierCrowded, tiers }: Told): readonly string[] {
  const { strayEnd, quarantined, knownNobody, noSuchCurrency } = attention;
  const say = useSay();
  const formats = useFormats();
  const named = useNamed();
  const { whole, day } = formats;
  const inCrowds = tiers?.find(({ queue }) => queue === 'investigation')?.inCrowds ?? 0;
  return [
    ...(strayEnd === null
      ? []
      : [
          say('attention.stray', {
            count: strayEnd.transfers,
            number: whole(strayEnd.transfers),
            day: day(strayEnd.othersEndAt),
          }),
        ]),
    ...(quarantined === null
      ? []
      : [
          say('attention.quarantined', {
            quarantined: whole(quarantined.quarantined),
            read: whole(quarantined.read),
          }),
        ]),
    ...(knownNobody === null ? [] : [say('attention.knownNobody', { count: knownNobody, number: whole(knownNobody) })]),
    ...(noSuchCurrency.length === 0 ? [] : [say('attention.noSuchCurrency', { list: named(noSuchCurrency) })]),
    ...(firstTierCrowded === null
      ? []
      : [
          say('attention.firstTierCrowded', {
            people: whole(firstTierCrowded.people),
            payers: whole(firstTierCrowded.payersEach),
          }),
        ]),
    ...(inCrowds === 0 ? [] : [say('attention.firstTierInCrowds', { count: inCrowds, number: whole(inCrowds) })]),
  ];
}

function useNamed(): (currencies: Currencies) => string {
  const say = useSay();
  const formats = useFormats();
  return (currencies) =>
    [
      ...currencies.slice(0, MOST_CURRENCIES).map(({ currency, transfers }) =>
        say('attention.ofCurrency', {
          currency: currency.slice(0, 20),
          count: transfers,
          number: formats.whole(transfers),
        }),
      ),
      ...(currencies.length > MOST_CURRENCIES ? [`+${formats.whole(currencies.length - MOST_CURRENCIES)}`] : []),
    ].join(', ');
}

/** For who may start a scan in the unit; others are told whom to ask. */
function ScanAgainLink({ unit, day }: { readonly unit: string; readonly day: string }) {
  const say = useSay();
  const formats = useFormats();
  const imports = useMe().memberships.some(({ unitId, powers }) => unitId === unit && powers.imports);
  return (
    <p className="on-screen">
      {imports ? (
        <Link to="/import" search={{ unit, again: day }}>
          {say('attention.again', { day: formats.day(day) })}
        </Link>
      ) : (
        say('attention.ask')
      )}
    </p>
  );
}

const EXCLUDED = ['cancelled', 'pending', 'refunded', 'toSelf', 'afterAsOf'] as const;

/** What took no part in the results, and what could not be known. */
export function RunLimits({ attention }: { readonly attention: Attention }) {
  const say = useSay();
  const formats = useFormats();
  const named = useNamed();
  const { excluded, withoutRate, withoutPayerZone, byNameAlone } = attention;
  const counted = [
    ...EXCLUDED.map((why) => [why, excluded[why]] as const),
    ['withoutPayerZone', withoutPayerZone] as const,
    ['byNameAlone', byNameAlone] as const,
  ].filter(([, count]) => count > 0);
  const sentences = [
    ...counted.map(([why, count]) => say(`limits.${why}`, { count, number: formats.whole(count) })),
    ...(withoutRate.length === 0 ? [] : [say('limits.withoutRate', { list: named(withoutRate) })]),
  ];
  return (
    <>
      <h3>{say('limits.title')}</h3>
      {sentences.length === 0 ? (
        <p className="soft">{say('limits.none')}</p>
      ) : (
        <ul className="plain">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </>
  );
}
