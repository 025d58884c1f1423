import type { Run } from '../api/schema.ts';
import { RunAttention, RunLimits } from '../attention/run-attention.tsx';
import { Records } from '../look/records.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useInLanguage, useSay } from '../messages/say.ts';
import { COUNTS_OF_ALL, COUNTS_OF_FILES, runFacts } from './run-facts.ts';

/** What was read, with what, and how much there was of it. */
export function RunSummary({ run }: { readonly run: Run }) {
  const { asOf, summary, tiers, notListed, attention, quarantineReasons } = run;
  const say = useSay();
  const formats = useFormats();
  const inLanguage = useInLanguage();
  if (summary === null)
    return (
      <>
        <RunAttention run={run} />
        <p>{say('run.noSummary', { asOf: formats.minute(asOf) })}</p>
        <RunLimits attention={attention} />
      </>
    );
  const facts = runFacts(summary);
  const counted = (number: number | null): string => (number === null ? '–' : formats.whole(number));
  const total = (pick: (tier: NonNullable<typeof tiers>[number]) => number): number | null =>
    tiers === null ? null : tiers.reduce((sum, tier) => sum + pick(tier), 0);
  const ofAll = [
    ...COUNTS_OF_ALL.map((name) => [name, facts.counts[name]] as const),
    ['proposed', total(({ first, second }) => first + second)] as const,
    ['context', total(({ context }) => context)] as const,
    ['notListed', notListed] as const,
  ];
  return (
    <section className="column" aria-labelledby="summary">
      <h2 id="summary">{say('run.summary')}</h2>
      <RunAttention run={run} />
      <p>
        {say('run.asOf', { asOf: formats.minute(asOf) })}{' '}
        {facts.period === null
          ? null
          : say('run.period', { from: formats.day(facts.period.from), to: formats.day(facts.period.to) })}{' '}
        {facts.asOfChosen ? say('run.asOfChosen') : null}
      </p>
      <h3>{say('run.inFiles')}</h3>
      {facts.files.length === 0 ? (
        <p>{say('run.noFiles')}</p>
      ) : (
        <Counts of={COUNTS_OF_FILES.map((name) => [name, facts.counts[name]])} />
      )}
      <h3>{say('run.inAll')}</h3>
      <Counts of={ofAll} />
      {(notListed ?? 0) === 0 ? null : (
        <p className="meta">{say('run.notListedWhy', { number: counted(notListed) })}</p>
      )}
      {facts.files.length === 0 ? null : (
        <>
          <h3>{say('run.files')}</h3>
          <Records
            caption={say('run.files')}
            rows={facts.files}
            keyOf={({ name, sha256 }) => `${name} ${sha256}`}
            columns={[
              {
                id: 'file',
                head: say('import.file'),
                names: true,
                cell: ({ name, format, sha256 }) => (
                  <>
                    <ShownText text={name} />
                    <span className="under">
                      {format} · SHA-256 <span className="code">{sha256.slice(0, 16)}</span>
                    </span>
                  </>
                ),
              },
              ...(['read', 'accepted', 'duplicates', 'quarantined'] as const).map((count) => ({
                id: `${count} num`,
                head: say(`count.${count}`),
                cell: (row: (typeof facts.files)[number]) => counted(row[count]),
              })),
            ]}
          />
        </>
      )}
      {quarantineReasons.length === 0 ? null : (
        <>
          <h3>{say('run.reasons')}</h3>
          <ul className="plain">
            {quarantineReasons.map(({ reason, rows }) => (
              <li key={reason.en}>
                {formats.whole(rows)} · {inLanguage(reason)}
              </li>
            ))}
          </ul>
        </>
      )}
      <RunLimits attention={attention} />
      <h3>{say('run.with')}</h3>
      <ul className="plain">
        {facts.program === null ? null : <li>{facts.program}</li>}
        {facts.packs.map(({ name, version, sha256, calibrated }) => (
          <li key={`${name} ${sha256}`}>
            {say('run.pack', { name, version })} · SHA-256 <span className="code">{sha256.slice(0, 16)}</span>
            {calibrated ? ` · ${say('run.calibrated')}` : null}
          </li>
        ))}
        {facts.rates === null ? null : (
          <li>
            {say('run.rates', { source: facts.rates.source })}
            {facts.rates.illustrative ? ` · ${say('run.illustrative')}` : null}
          </li>
        )}
      </ul>
    </section>
  );
}

type CountName = (typeof COUNTS_OF_FILES | typeof COUNTS_OF_ALL)[number] | 'proposed' | 'context' | 'notListed';

function Counts({ of }: { readonly of: readonly (readonly [CountName, number | null])[] }) {
  const say = useSay();
  const formats = useFormats();
  return (
    <dl className="run-counts">
      {of.map(([name, count]) =>
        count === null ? null : (
          <div key={name}>
            <dt>{say(`count.${name}`)}</dt>
            <dd>{formats.whole(count)}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
