import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../look/loaded.tsx';
import { useFormats } from '../messages/formats.ts';
import { useInLanguage, useSay } from '../messages/say.ts';
import { type RequestToCome, rulesToComeQuery } from './requests-query.ts';

/** Before it is written down: which rules its clocks will go by, who is turned to, and what the law says beside. */
export function RulesToCome({ caseId, asked }: { readonly caseId: string; readonly asked: RequestToCome }) {
  const say = useSay();
  const inLanguage = useInLanguage();
  const formats = useFormats();
  const found = useQuery(rulesToComeQuery(caseId, asked));
  const { data } = found;
  return (
    <section className="rules-to-come" aria-label={say('rulesToCome.title')}>
      <h3>{say('rulesToCome.title')}</h3>
      <Loaded query={found} />
      {data === undefined ? null : data.rules.length === 0 ? (
        <p>{say('rulesToCome.none')}</p>
      ) : (
        <ul className="plain-list">
          {data.rules.map(({ id, instrument, words, trust, means, length, from, form, tells }) => (
            <li key={id}>
              <b>{inLanguage(instrument)}</b> · {say(`period.${length.unit}`, { amount: length.amount })} ·{' '}
              {say(`means.${means}`)}
              <span className="under">{inLanguage(words)}</span>
              {form === null ? null : <span className="under">{inLanguage(form)}</span>}
              {from === null ? null : (
                <span className="under">{say('rulesToCome.from', { date: formats.day(from) })}</span>
              )}
              <span className="under">
                {say(`ruleTrust.${trust}`)} ·{' '}
                {say('rulesToCome.tells', { who: formats.list(tells.map((role) => say(`ladder.${role}`))) })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {data?.law.map(({ id, instrument, words, trust }) => (
        <p key={id}>
          {inLanguage(instrument)}
          <span className="under">
            {inLanguage(words)} ({say(`ruleTrust.${trust}`)})
          </span>
        </p>
      ))}
    </section>
  );
}
