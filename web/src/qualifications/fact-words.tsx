import { useQuery } from '@tanstack/react-query';
import type { CandidateFact } from '../api/schema.ts';
import { SaidValue } from '../casework/said-value.tsx';
import { indicatorsQuery } from '../handling/handling-queries.ts';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useInLanguage, useSay } from '../messages/say.ts';

/** A fact that an entry names, in one line. */
export function FactWords({ fact }: { readonly fact: CandidateFact }) {
  const say = useSay();
  const formats = useFormats();
  const inLanguage = useInLanguage();
  const indicators = useQuery(indicatorsQuery).data ?? [];
  switch (fact.kind) {
    case 'lead': {
      if (fact.headline === null) return <>{say('fact.leadWithheld')}</>;
      const indicator = indicators.find(({ id }) => id === fact.indicator);
      return (
        <>
          {say('fact.lead')} {inLanguage(fact.headline)}
          {fact.indicator === null
            ? null
            : ` · ${fact.indicator}${indicator === undefined ? '' : ` ${inLanguage(indicator.title)}`}`}
        </>
      );
    }
    case 'evidence':
      return (
        <>
          {say('fact.evidence', { number: fact.number })} <ShownText text={fact.description} longest={300} />
        </>
      );
    case 'request_event':
      return (
        <>
          {say('fact.request')} <span className="code">{fact.reference}</span>{' '}
          <ShownText text={fact.addressee} longest={200} /> · {say(`requestEvent.${fact.event}`)},{' '}
          {formats.day(fact.at)}
          {fact.words === '' ? null : (
            <>
              {' · '}
              <ShownText text={fact.words} longest={300} />
            </>
          )}
        </>
      );
    case 'event':
      return (
        <>
          {say('fact.event')} <ShownText text={inLanguage(fact.words)} longest={400} />
          {fact.stands ? null : ` (${say('fact.eventChanged')})`}
        </>
      );
    case 'statement':
      return (
        <>
          <ShownText text={fact.workingName} /> · {say(`saidField.${fact.field}`)} <SaidValue value={fact.value} />
        </>
      );
  }
}
