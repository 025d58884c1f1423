import { useId, useMemo, useState } from 'react';
import type { Lead, LeadMember } from '../api/schema.ts';
import { nameOf, ShownText, shortText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { type Column, DataTable } from './data-table.tsx';
import { layOutNetwork, type Node } from './network-layout.ts';
import type { LabelOf } from './people.ts';

/** Drawn at first, added by each click, and at most: beyond that a picture is a thicket, and the table says it better. */
const FIRST = 24;
const STEP = 12;
const MOST = 300;
const WIDTH = 860;
const ROW = 26;
const TOP = 36;
const PAYERS_X = 270;
const PAYEES_X = 590;

export function NetworkSection({ lead, labelOf }: { readonly lead: Lead; readonly labelOf: LabelOf }) {
  const say = useSay();
  const caption = useId();
  const [most, setMost] = useState(FIRST);
  const layout = useMemo(() => layOutNetwork(lead, most), [lead, most]);
  const { nodes, total, listed } = layout;
  const left = Math.min(listed, MOST) - nodes.length;
  return (
    <>
      {lead.links.length === 0 ? (
        <p>{say('network.none')}</p>
      ) : (
        <figure>
          <figcaption id={caption} className="meta">
            {say('network.caption', { drawn: nodes.length, total })}
            {layout.ties.length === 0 ? '' : ` ${say('network.dashed')}`}
          </figcaption>
          <Picture lead={lead} layout={layout} labelOf={labelOf} labelledBy={caption} />
          {left > 0 ? (
            <button type="button" className="button on-screen" onClick={() => setMost(most + STEP)}>
              {say('network.more', { count: Math.min(STEP, left) })}
            </button>
          ) : null}
        </figure>
      )}
      <People lead={lead} />
    </>
  );
}

function Picture({
  lead,
  layout,
  labelOf,
  labelledBy,
}: {
  readonly lead: Lead;
  readonly layout: ReturnType<typeof layOutNetwork>;
  readonly labelOf: LabelOf;
  readonly labelledBy: string;
}) {
  const say = useSay();
  const { nodes, links, ties, rows } = layout;
  const height = TOP + rows * ROW + 12;
  const y = ({ row }: Node): number => TOP + row * ROW + ROW / 2;
  const isSubject = ({ side, id }: Node): boolean => side === lead.subject.kind && id === lead.subject.id;
  const widest = Math.max(...links.map(({ transfers }) => transfers), 1);
  const middle = (PAYERS_X + PAYEES_X) / 2;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="picture" aria-labelledby={labelledBy} tabIndex={0}>
      <svg
        className="network"
        viewBox={`0 0 ${WIDTH} ${height}`}
        width={WIDTH}
        height={height}
        role="img"
        aria-labelledby={labelledBy}
      >
        <text x={PAYERS_X - 14} y="18" className="end muted">
          {say('side.payers')}
        </text>
        <text x={PAYEES_X + 14} y="18" className="muted">
          {say('side.payees')}
        </text>
        {links.map(({ from, to, transfers }) => (
          <path
            key={`${from.id} ${to.id}`}
            className={isSubject(from) || isSubject(to) ? 'link own' : 'link'}
            strokeWidth={0.8 + 4.2 * Math.sqrt(transfers / widest)}
            d={`M${PAYERS_X + 6} ${y(from)}C${middle} ${y(from)} ${middle} ${y(to)} ${PAYEES_X - 6} ${y(to)}`}
          />
        ))}
        {ties.map(({ from, to }) => {
          const x = from.side === 'payer' ? PAYERS_X + 6 : PAYEES_X - 6;
          const bend = x + (from.side === 'payer' ? 1 : -1) * (24 + Math.abs(y(from) - y(to)) / 6);
          return (
            <path
              key={`${from.id} ${to.id}`}
              className="tie"
              d={`M${x} ${y(from)}C${bend} ${y(from)} ${bend} ${y(to)} ${x} ${y(to)}`}
            />
          );
        })}
        {nodes.map((node) => (
          <g key={`${node.side} ${node.id}`} className={isSubject(node) ? 'subject' : ''}>
            <circle cx={node.side === 'payer' ? PAYERS_X : PAYEES_X} cy={y(node)} r="5.5" />
            <text
              x={node.side === 'payer' ? PAYERS_X - 14 : PAYEES_X + 14}
              y={y(node) + 4}
              className={node.side === 'payer' ? 'end' : undefined}
            >
              {shortText(labelOf(node.side, node.id), 28)}
            </text>
          </g>
        ))}
      </svg>
    </section>
  );
}

/** The picture as a table, with what passed between the subject and each. */
function People({ lead }: { readonly lead: Lead }) {
  const say = useSay();
  const formats = useFormats();
  if (lead.members.length === 0) return null;
  const columns: readonly Column<LeadMember>[] = [
    {
      head: say('people.person'),
      kind: 'row-head',
      cell: (member) => <ShownText text={nameOf(member)} longest={48} />,
    },
    { head: say('people.id'), kind: 'code', cell: ({ id }) => <ShownText text={id} longest={32} /> },
    { head: say('people.role'), cell: ({ role }) => say(`role.${role}`) },
    { head: say('people.country'), cell: ({ country }) => (country === null ? '' : formats.country(country)) },
    { head: say('people.place'), cell: ({ place }) => (place === null ? '' : <ShownText text={place} longest={32} />) },
    { head: say('column.transfers'), kind: 'number', cell: ({ transfers }) => formats.whole(transfers) },
    {
      head: say('column.amount'),
      kind: 'number',
      cell: ({ amountEur }) => (amountEur === null ? say('unknown') : formats.amount(amountEur)),
    },
    { head: say('column.score'), kind: 'number', cell: ({ score }) => formats.decimal(score, 2, 2) },
  ];
  return (
    <details>
      <summary>
        {say('people.title', { shown: lead.members.length, total: Math.max(lead.members.length, lead.membersTotal) })}
      </summary>
      <DataTable
        caption={say('people.caption')}
        columns={columns}
        rows={lead.members}
        keyOf={({ kind, id }) => `${kind} ${id}`}
      />
    </details>
  );
}
