import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Neighbours as Both, Lead, LeadRow } from '../api/schema.ts';
import { neighboursQuery } from '../handling/lead-query.ts';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useFormats } from '../messages/formats.ts';
import { useInLanguage, useSay } from '../messages/say.ts';

type Neighbour = Both['above'][number];

/** Differences that are read at a glance; the rest is summed up. */
const AT_FIRST = 7;

/** What separates a lead from those next to it: asked for, since it is a reading of other leads. */
export function Neighbours({ row, lead }: { readonly row: LeadRow; readonly lead: Lead }) {
  const say = useSay();
  const [wanted, setWanted] = useState(false);
  const neighbours = useQuery({ ...neighboursQuery(row), enabled: wanted });
  const { data } = neighbours;
  return (
    <>
      <p>{say(`neighbours.what.${lead.queue}`)}</p>
      {wanted ? null : (
        <p className="on-screen">
          <button type="button" className="button" onClick={() => setWanted(true)}>
            {say('neighbours.show')}
          </button>
        </p>
      )}
      {neighbours.error === null ? null : <ProblemNotice error={neighbours.error} />}
      {neighbours.isLoading ? <p role="status">{say('loading')}</p> : null}
      {data === undefined ? null : data.above.length + data.below.length === 0 ? (
        <p>{say('neighbours.none')}</p>
      ) : (
        <ol className="neighbours">
          {[...data.above.toReversed(), ...data.below].map((neighbour) => (
            <OneNeighbour key={neighbour.id} lead={lead} neighbour={neighbour} />
          ))}
        </ol>
      )}
    </>
  );
}

function OneNeighbour({ lead: { queue }, neighbour }: { readonly lead: Lead; readonly neighbour: Neighbour }) {
  const say = useSay();
  const formats = useFormats();
  const { id, rankInQueue, role, tier, score, scoreDifference, differences } = neighbour;
  const isProtected = queue === 'safeguarding';
  return (
    <li>
      <h3>
        <Link to="/leads/$queue/$id" params={{ queue, id }}>
          {say(isProtected ? 'lead.situation' : 'lead.lead', { rank: rankInQueue })}
        </Link>
      </h3>
      <p className="meta">
        {say(`role.${role}`)} · {say(isProtected ? 'sum.weight' : 'sum.score')} {formats.decimal(score, 2, 4)} ·{' '}
        {say(isProtected ? `tier.safeguarding.${tier}` : `tier.${tier}`)}
      </p>
      <p>
        {differences.length === 0
          ? say('neighbours.equal')
          : scoreDifference === 0
            ? say('neighbours.equalSum')
            : say(scoreDifference > 0 ? 'neighbours.more' : 'neighbours.less', {
                difference: formats.decimal(Math.abs(scoreDifference), 2, 4),
              })}
      </p>
      {differences.length === 0 ? null : <Differences neighbour={neighbour} isProtected={isProtected} />}
    </li>
  );
}

function Differences({ neighbour, isProtected }: { readonly neighbour: Neighbour; readonly isProtected: boolean }) {
  const say = useSay();
  const formats = useFormats();
  const inLanguage = useInLanguage();
  const { rankInQueue, differences, scoreDifference } = neighbour;
  const caption = say('neighbours.caption', { rank: rankInQueue });
  const [all, setAll] = useState(differences.length <= AT_FIRST + 1);
  const shown = all ? differences : differences.slice(0, AT_FIRST);
  const rest = differences.slice(shown.length);
  const sumOf = (side: 'own' | 'theirs' | 'difference'): number =>
    rest.reduce((sum, each) => sum + Math.round(each[side] * 1e4), 0) / 1e4;
  const added = (contribution: number): string => (contribution === 0 ? '–' : formats.signed(contribution));
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="scroll" aria-label={caption} tabIndex={0}>
        <table>
          <caption className="unseen">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{say('neighbours.indicator')}</th>
              {(['here', 'there', 'difference'] as const).map((head) => (
                <th key={head} scope="col" className="num">
                  {say(`neighbours.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ indicator, title, own, theirs, difference }) => (
              <tr key={indicator}>
                <th scope="row">
                  {inLanguage(title)} <span className="code soft">{indicator}</span>
                </th>
                <td className="num">{added(own)}</td>
                <td className="num">{added(theirs)}</td>
                <td className="num">{formats.signed(difference)}</td>
              </tr>
            ))}
            {rest.length === 0 ? null : (
              <tr>
                <th scope="row">{say('neighbours.others', { count: rest.length })}</th>
                {(['own', 'theirs', 'difference'] as const).map((side) => (
                  <td key={side} className="num">
                    {formats.signed(sumOf(side))}
                  </td>
                ))}
              </tr>
            )}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                {say(isProtected ? 'neighbours.sumWeights' : 'neighbours.sum')}
              </th>
              <td className="num">
                <b>{formats.signed(scoreDifference)}</b>
              </td>
            </tr>
          </tfoot>
        </table>
      </section>
      {rest.length === 0 ? null : (
        <button type="button" className="link on-screen" onClick={() => setAll(true)}>
          {say('neighbours.all', { count: rest.length })}
        </button>
      )}
    </>
  );
}
