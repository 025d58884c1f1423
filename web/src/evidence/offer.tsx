import { useState } from 'react';
import { useMe } from '../api/me.ts';
import type { Party } from '../api/schema.ts';
import { Line, Words } from '../casework/fields.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { CustodyActDialog } from './custody-dialog.tsx';
import type { CustodyDialog, OfItem } from './of-item.ts';
import { PartyName } from './party-name.tsx';

type Side = 'giver' | 'taker';

/** A hand-over that is not acknowledged by both yet: who has, who has not, and what each may do now. */
export function Offer({ item, etag, detail, powers }: OfItem) {
  const say = useSay();
  const formats = useFormats();
  const own = useMe().member.id;
  const [asked, setAsked] = useState<Side | 'decline' | null>(null);
  const { offer } = item.row;
  if (offer === null) return null;
  const sides = [
    ['giver', offer.from, offer.giverAcknowledged],
    ['taker', offer.to, offer.takerAcknowledged],
  ] as const;
  const mayFor = (party: Party): boolean => powers.works && (party.member === null || party.member === own);
  const given = detail === undefined ? null : { item, etag, detail, onClose: () => setAsked(null) };
  return (
    <div className="panel">
      <h3>{say('offer.title', { date: formats.day(offer.since) })}</h3>
      <ul className="people-list">
        {sides.map(([side, party, done]) => (
          <li key={side}>
            <span>
              <span className="meta">{say(`party.${side}`)}</span> <PartyName party={party} />
            </span>
            {done ? (
              <span>{say('offer.done')}</span>
            ) : mayFor(party) ? (
              <button type="button" className="button on-screen" onClick={() => setAsked(side)}>
                {say(party.member === null ? `offer.acknowledgeFor.${side}` : `offer.acknowledge.${side}`)}
              </button>
            ) : (
              <span className="overdue">{say('offer.awaited')}</span>
            )}
          </li>
        ))}
      </ul>
      {powers.works ? (
        <p className="on-screen">
          <button type="button" className="link" onClick={() => setAsked('decline')}>
            {say('offer.decline')}
          </button>
        </p>
      ) : null}
      {given === null || asked === null ? null : asked === 'decline' ? (
        <DeclineDialog {...given} />
      ) : (
        <AcknowledgeDialog
          {...given}
          side={asked}
          outside={(asked === 'giver' ? offer.from : offer.to).member === null}
        />
      )}
    </div>
  );
}

/** A colleague acknowledges for oneself; for a person from outside the receipt that was signed is named. */
function AcknowledgeDialog({
  item,
  etag,
  side,
  outside,
  onClose,
}: CustodyDialog & { readonly side: Side; readonly outside: boolean }) {
  const say = useSay();
  const [paper, setPaper] = useState('');
  const [words, setWords] = useState('');
  return (
    <CustodyActDialog
      item={item}
      etag={etag}
      act="acknowledged"
      ready={!outside || paper.trim() !== ''}
      entry={(happenedOn) => ({
        ...{ act: 'acknowledged', happenedOn, side, words: words.trim() },
        paper: paper.trim() === '' ? null : paper.trim(),
      })}
      onClose={onClose}
    >
      {outside ? (
        <Line
          label={say('custody.paper')}
          hint={say('custody.paperHint')}
          longest={500}
          value={paper}
          onChange={setPaper}
        />
      ) : null}
      <Words label={say('event.words')} longest={4000} value={words} onChange={setWords} />
    </CustodyActDialog>
  );
}

function DeclineDialog({ item, etag, onClose }: CustodyDialog) {
  const say = useSay();
  const [words, setWords] = useState('');
  return (
    <CustodyActDialog
      item={item}
      etag={etag}
      act="declined"
      ready={words.trim() !== ''}
      entry={(happenedOn) => ({ act: 'declined', happenedOn, words: words.trim() })}
      onClose={onClose}
    >
      <Words label={say('reason')} longest={4000} value={words} onChange={setWords} />
    </CustodyActDialog>
  );
}
