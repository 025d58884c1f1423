import { useState } from 'react';
import type { Lead, Reason } from '../api/schema.ts';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useInLanguage, useSay } from '../messages/say.ts';
import type { LabelOf } from './people.ts';
import { TransfersTable } from './transfers-table.tsx';

interface Props {
  readonly lead: Lead;
  readonly reasons: readonly Reason[];
  readonly labelOf: LabelOf;
  readonly marked: string | null;
  /** Marks the evidence of a reason in the picture of transfers; null for none. */
  readonly onMark: (indicator: string | null) => void;
}

/** A reason that gives less than this stands folded away: it changes no order, and hides those that do. */
const WEAK = 0.1;

/** The reasons in their order; the weak ones, when there are several, behind a line that says what they come to. */
export function ReasonList({ lead, reasons, labelOf, marked, onMark }: Props) {
  const say = useSay();
  const formats = useFormats();
  const scale = scaleOf(lead);
  const isWeak = ({ contribution }: Reason): boolean => Math.abs(contribution) < WEAK;
  const weak = reasons.filter(isWeak).length > 1 ? reasons.filter(isWeak) : [];
  const listed = (some: readonly Reason[]) => (
    <ol className="reasons">
      {some.map((reason) => (
        <ReasonItem
          key={reason.indicator}
          lead={lead}
          reason={reason}
          scale={scale}
          labelOf={labelOf}
          isMarked={marked === reason.indicator}
          onMark={onMark}
        />
      ))}
    </ol>
  );
  if (weak.length === 0) return listed(reasons);
  const sum = weak.reduce((total, { contribution }) => total + contribution, 0);
  return (
    <>
      {listed(reasons.filter((reason) => !weak.includes(reason)))}
      <details>
        <summary>{say('reasons.weak', { count: weak.length, sum: formats.signed(sum) })}</summary>
        {listed(weak)}
      </details>
    </>
  );
}

interface Scale {
  readonly largestFor: number;
  readonly largestAgainst: number;
}

/** Bars of one lead may be compared: reasons against go the other way from the same zero. */
function scaleOf({ reasons, reasonsAgainst }: Lead): Scale {
  const all = [...reasons, ...reasonsAgainst].map(({ contribution }) => contribution);
  return { largestFor: Math.max(0.0001, ...all), largestAgainst: Math.max(0, ...all.map((each) => -each)) };
}

function ReasonItem({
  lead,
  reason,
  scale,
  labelOf,
  isMarked,
  onMark,
}: {
  readonly lead: Lead;
  readonly reason: Reason;
  readonly scale: Scale;
  readonly labelOf: LabelOf;
  readonly isMarked: boolean;
  readonly onMark: (indicator: string | null) => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const inLanguage = useInLanguage();
  const lookAlikes = inLanguage(reason.lookAlikes).trim();
  return (
    <li className="reason" data-marked={isMarked}>
      <div className="reason-head">
        <h3>
          {inLanguage(reason.title)} <span className="code soft">{reason.indicator}</span>
        </h3>
        <div className="weigh">
          <Bar contribution={reason.contribution} scale={scale} />
          <b className="num">{formats.signed(reason.contribution)}</b>
        </div>
      </div>
      <p>{inLanguage(reason.sentence)}</p>
      {lookAlikes === '' ? null : (
        <p className="meta">
          {say('reason.lookAlikes')} {lookAlikes}
        </p>
      )}
      <p className="meta">
        {say('reason.source')} {reason.source} · {say(`trust.${reason.trust}`)} ·{' '}
        {say('reason.strengthTimesWeight', {
          strength: formats.decimal(reason.strength, 2, 4),
          weight: formats.decimal(reason.weight, 2, 4),
        })}
      </p>
      <Evidence lead={lead} reason={reason} labelOf={labelOf} isMarked={isMarked} onMark={onMark} />
    </li>
  );
}

function Bar({ contribution, scale }: { readonly contribution: number; readonly scale: Scale }) {
  const whole = scale.largestFor + scale.largestAgainst;
  const zero = (scale.largestAgainst / whole) * 200;
  const width = (Math.abs(contribution) / whole) * 200;
  return (
    <svg className="bar" viewBox="0 0 200 12" preserveAspectRatio="none" aria-hidden="true">
      <rect
        className={contribution < 0 ? 'minus' : 'plus'}
        x={contribution < 0 ? zero - width : zero}
        y="2"
        width={width}
        height="8"
      />
      <path d={`M${zero} 0V12`} />
    </svg>
  );
}

function Evidence({
  lead,
  reason,
  labelOf,
  isMarked,
  onMark,
}: {
  readonly lead: Lead;
  readonly reason: Reason;
  readonly labelOf: LabelOf;
  readonly isMarked: boolean;
  readonly onMark: (indicator: string | null) => void;
}) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  if (reason.evidenceTotal === 0 && reason.evidence.length === 0) return <p className="meta">{say('evidence.none')}</p>;
  const wanted = new Set(reason.evidence);
  const here = lead.transfers.filter(({ transferId }) => wanted.has(transferId));
  const known = new Set(here.map(({ transferId }) => transferId));
  const elsewhere = reason.evidence.filter((id) => !known.has(id));
  return (
    <div className="evidence">
      <div className="row">
        <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {say('evidence.show', { count: reason.evidenceTotal })}
        </button>
        {here.length === 0 ? null : (
          <button
            type="button"
            className="link on-screen"
            aria-pressed={isMarked}
            onClick={() => onMark(isMarked ? null : reason.indicator)}
          >
            {say(isMarked ? 'evidence.unmark' : 'evidence.mark')}
          </button>
        )}
      </div>
      {open ? (
        <>
          {reason.evidence.length < reason.evidenceTotal ? (
            <p className="meta">
              {say('evidence.shown', { shown: reason.evidence.length, total: reason.evidenceTotal })}
            </p>
          ) : null}
          {here.length === 0 ? null : (
            <TransfersTable
              lead={lead}
              transfers={here}
              labelOf={labelOf}
              caption={say('evidence.caption', { indicator: reason.indicator })}
            />
          )}
          {elsewhere.length === 0 ? null : (
            <>
              <p className="meta">{say('evidence.elsewhere')}</p>
              <ul className="ids code">
                {elsewhere.map((id) => (
                  <li key={id}>
                    <ShownText text={id} longest={64} />
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      ) : null}
    </div>
  );
}

/** For, against and their sum: the score, added up before the reader's eyes. */
export function SumLine({ lead }: { readonly lead: Lead }) {
  const say = useSay();
  const formats = useFormats();
  const inFavour = exactSum(lead.reasons);
  const against = exactSum(lead.reasonsAgainst);
  const sum = exactSum([...lead.reasons, ...lead.reasonsAgainst]);
  const isProtected = lead.queue === 'safeguarding';
  return (
    <>
      <p className="sum">
        <span>
          <b>{formats.signed(inFavour)}</b> {say(isProtected ? 'sum.signs' : 'sum.for')}
        </span>{' '}
        <span>
          <b>{formats.signed(against)}</b> {say('sum.against')}
        </span>{' '}
        <span className="total">
          = <b>{formats.decimal(sum, 4)}</b> {say(isProtected ? 'sum.weight' : 'sum.score')}
        </span>
      </p>
      {Math.round(sum * 1e4) === Math.round(lead.score * 1e4) ? null : <p className="meta">{say('sum.broken')}</p>}
    </>
  );
}

/** Contributions come rounded to 1e-4: added up as whole numbers, so that the sum is exact. */
function exactSum(reasons: readonly Reason[]): number {
  return reasons.reduce((sum, reason) => sum + Math.round(reason.contribution * 1e4), 0) / 1e4;
}
