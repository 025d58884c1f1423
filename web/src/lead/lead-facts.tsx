import type { ReactNode } from 'react';
import type { Lead, LeadActivity, LeadRow } from '../api/schema.ts';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

/** Identifiers shown of a person who has more. */
const MOST_IDS = 6;

/** Whom the lead is about, how much there is, and who is active now at what tempo. */
export function LeadFacts({ row, lead }: { readonly row: LeadRow; readonly lead: Lead }) {
  const say = useSay();
  const formats = useFormats();
  const { subject, activity, corridor, otherIds } = lead;
  // Of the transfers that the reasons are about: those of the corridor, where the lead is about one.
  const weighed = corridor?.activity ?? activity;
  const isProtected = lead.queue === 'safeguarding';
  const isOfCorridor = corridor !== null;
  const span = ({ firstAt, lastAt }: LeadActivity): string => `${formats.day(firstAt)} – ${formats.day(lastAt)}`;
  const country = subject.country === null ? '' : formats.country(subject.country);
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      say(isProtected ? 'column.safeguarding.tier' : 'column.tier'),
      row.urgency !== null && lead.tier !== 'context' ? (
        <>
          {say(`urgency.${row.urgency}`)}{' '}
          <span className="meta">{say('urgency.signs', { duration: formats.duration(row.daysSinceActive) })}</span>
        </>
      ) : lead.crowd === undefined ? (
        say(`tier.${lead.tier}`)
      ) : (
        <>
          {say('tier.crowd')}{' '}
          <span className="meta">{say('tier.crowdWhy', { number: formats.whole(lead.crowd) })}</span>
        </>
      ),
    ],
    [say('facts.role'), say(`role.long.${subject.role}`)],
    [
      say('facts.id'),
      <span key="id" className="code">
        <ShownText text={subject.id} longest={48} />
      </span>,
    ],
    ...(otherIds.length === 0
      ? []
      : [
          [
            say('facts.otherIds'),
            <span key="others" className="code">
              <ShownText text={otherIds.slice(0, MOST_IDS).join(', ')} longest={200} />
              {otherIds.length > MOST_IDS ? ` +${otherIds.length - MOST_IDS}` : ''}
            </span>,
          ] as const,
        ]),
    [
      say('people.place'),
      subject.place === null && country === '' ? (
        say('unknown')
      ) : (
        <>
          {subject.place === null ? null : <ShownText text={subject.place} longest={48} />}
          {subject.place === null || country === '' ? '' : ', '}
          {country}
        </>
      ),
    ],
    [say('facts.transfers'), formats.whole(subject.transfers)],
    [say('column.amount'), subject.amountEur === null ? say('unknown') : formats.money(subject.amountEur, 'EUR')],
    [say('facts.span'), span(activity)],
    ...(corridor === null
      ? []
      : [
          [
            say('facts.corridor'),
            say('facts.corridorShare', {
              country: corridor.country === null ? say('facts.corridorOthers') : formats.country(corridor.country),
              within: corridor.transfers,
              all: corridor.transfers + corridor.transfersElsewhere,
            }),
          ] as const,
          [say('facts.spanThere'), span(corridor.activity)] as const,
        ]),
    [
      say(isOfCorridor ? 'facts.activeThere' : 'facts.active'),
      say('facts.in30and90', { thirty: weighed.transfersLast30, ninety: weighed.transfersLast90 }),
    ],
    [
      say(isOfCorridor ? 'facts.tempoThere' : 'facts.tempo'),
      weighed.gapMedianDays === null ? say('facts.tempoUnknown') : tempo(weighed.gapMedianDays),
    ],
    [
      say(isProtected ? 'facts.situationId' : 'facts.leadId'),
      <span key="lead" className="code">
        {lead.leadId}
      </span>,
    ],
  ];
  function tempo(days: number): string {
    if (days < 0.95) return say('facts.severalADay');
    return days < 1.05 ? say('facts.everyDay') : say('facts.everyDays', { days: formats.decimal(days, 0, 1) });
  }
  return (
    <dl className="facts">
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
