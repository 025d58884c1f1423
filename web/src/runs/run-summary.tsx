import type { Run } from '../api/schema.ts';
import { Records } from '../look/records.tsx';
import { ShownText, visibleText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { COUNTS, runFacts } from './run-facts.ts';

/** What was read, with what, and how much there was of it. */
export function RunSummary({ run: { asOf, summary } }: { readonly run: Run }) {
  const say = useSay();
  const formats = useFormats();
  if (summary === null) return <p>{say('run.noSummary', { asOf: formats.minute(asOf) })}</p>;
  const facts = runFacts(summary);
  const counted = (number: number | null): string => (number === null ? '–' : formats.whole(number));
  return (
    <section className="column" aria-labelledby="summary">
      <h2 id="summary">{say('run.summary')}</h2>
      <p>
        {say('run.asOf', { asOf: formats.minute(asOf) })}{' '}
        {facts.period === null
          ? null
          : say('run.period', { from: formats.day(facts.period.from), to: formats.day(facts.period.to) })}
      </p>
      <dl className="run-counts">
        {COUNTS.map((name) =>
          facts.counts[name] === null ? null : (
            <div key={name}>
              <dt>{say(`count.${name}`)}</dt>
              <dd>{counted(facts.counts[name])}</dd>
            </div>
          ),
        )}
      </dl>
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
                      {visibleText(format)} · SHA-256 <span className="code">{sha256.slice(0, 16)}</span>
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
      {facts.quarantineReasons.length === 0 ? null : (
        <>
          <h3>{say('run.reasons')}</h3>
          <ul className="plain">
            {facts.quarantineReasons.map(({ reason, count }) => (
              <li key={reason}>
                {formats.whole(count)} · {visibleText(reason)}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{say('run.with')}</h3>
      <ul className="plain">
        {facts.program === null ? null : <li>{facts.program}</li>}
        {facts.packs.map(({ name, version, sha256, calibrated }) => (
          <li key={`${name} ${sha256}`}>
            {say('run.pack', { name: visibleText(name), version: visibleText(version) })} · SHA-256{' '}
            <span className="code">{sha256.slice(0, 16)}</span>
            {calibrated ? ` · ${say('run.calibrated')}` : null}
          </li>
        ))}
        {facts.rates === null ? null : (
          <li>
            {say('run.rates', { source: visibleText(facts.rates.source) })}
            {facts.rates.illustrative ? ` · ${say('run.illustrative')}` : null}
          </li>
        )}
      </ul>
    </section>
  );
}
