import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { ClockRules } from '../api/schema.ts';
import { Loaded } from '../look/loaded.tsx';
import { Records } from '../look/records.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useInLanguage, useSay } from '../messages/say.ts';
import { useKindName } from '../requests/request-words.ts';
import { RuleDialog } from './rule-dialog.tsx';
import { WrittenVersions } from './written-versions.tsx';

const clockRulesQuery = queryOptions({
  queryKey: ['casework', 'clock-rules'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/clock-rules', { signal })),
});

/** The rules that clocks of requests go by, each with its version, how far it can be trusted and where it comes from. */
export function ClockRulesPart() {
  const say = useSay();
  const rules = useQuery(clockRulesQuery);
  const [writing, setWriting] = useState<Writing | null>(null);
  const { data } = rules;
  const known = data?.items.find(({ id }) => id === writing?.rule);
  return (
    <section className="column" aria-labelledby="clocks">
      <h2 id="clocks">{say('admin.clocks')}</h2>
      <p>{say('rules.what')}</p>
      <Loaded query={rules} />
      {data === undefined ? null : <RulesTable rules={data} onWrite={setWriting} />}
      {known === undefined || data === undefined || writing === null ? null : (
        <RuleDialog known={known} isCopy={writing.isCopy} rules={data} onClose={() => setWriting(null)} />
      )}
    </section>
  );
}

/** The rule that is changed, or of which a new one begins as a copy. */
interface Writing {
  readonly rule: string;
  readonly isCopy: boolean;
}

function RulesTable({ rules, onWrite }: { readonly rules: ClockRules; readonly onWrite: (writing: Writing) => void }) {
  const say = useSay();
  const formats = useFormats();
  const inLanguage = useInLanguage();
  const kindName = useKindName();
  return (
    <Records
      caption={say('rules.caption', { count: rules.items.length })}
      rows={rules.items}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'rule',
          head: say('rules.rule'),
          names: true,
          cell: ({ id, rule }) => (
            <>
              {inLanguage(rule.instrument)}
              <span className="under">{inLanguage(rule.words)}</span>
              <span className="under code">{id}</span>
            </>
          ),
        },
        {
          id: 'for',
          head: say('rules.for'),
          cell: ({ rule }) => (
            <>
              {formats.list(rule.kinds.map(kindName))}
              <span className="under">{say(`rules.where.${rule.where}`)}</span>
            </>
          ),
        },
        {
          id: 'length',
          head: say('rules.length'),
          cell: ({ rule: { length, urgent_length: urgent, means, in_force_from: from, in_force_until: until } }) => (
            <>
              {say(`period.${length.unit}`, { amount: length.amount })} {say(`means.${means}`)}
              {urgent === undefined ? null : (
                <span className="under">
                  {say('rules.urgent', { length: say(`period.${urgent.unit}`, { amount: urgent.amount }) })}
                </span>
              )}
              {from === undefined ? null : (
                <span className="under">{say('rulesToCome.from', { date: formats.day(from) })}</span>
              )}
              {until === undefined ? null : (
                <span className="under">{say('rules.until', { date: formats.day(until) })}</span>
              )}
            </>
          ),
        },
        {
          id: 'source',
          head: say('rules.source'),
          cell: ({ rule: { source } }) => (
            <>
              {say(`ruleTrust.${source.trust}`)}
              <span className="under">
                <ShownText
                  text={inLanguage({ en: source.document, fr: source.document_fr ?? source.document })}
                  longest={160}
                />
              </span>
            </>
          ),
        },
        { id: 'version', head: say('rules.version'), cell: (row) => <WrittenVersions {...row} /> },
        {
          id: 'manage',
          head: say('rules.change'),
          unseenHead: true,
          cell: ({ id }) => (
            <div className="row on-screen">
              {([false, true] as const).map((isCopy) => (
                <button
                  key={String(isCopy)}
                  type="button"
                  className={isCopy ? 'link' : 'button'}
                  aria-label={say(isCopy ? 'rules.copyOf' : 'rules.changeOf', { rule: id })}
                  onClick={() => onWrite({ rule: id, isCopy })}
                >
                  {say(isCopy ? 'rules.copy' : 'rules.change')}
                </button>
              ))}
            </div>
          ),
        },
      ]}
    />
  );
}
