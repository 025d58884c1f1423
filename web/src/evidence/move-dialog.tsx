import { useState } from 'react';
import { Line, Words } from '../casework/fields.tsx';
import { useSay } from '../messages/say.ts';
import { CustodyActDialog } from './custody-dialog.tsx';
import type { CustodyDialog } from './of-item.ts';
import { draftOfHolder, NOBODY, PartyFields, partyOf } from './party-fields.tsx';

/** An item goes from one hand to another: handed over, received without that, or returned for good. */
export function MoveDialog({
  item,
  etag,
  detail,
  act,
  onClose,
}: CustodyDialog & { readonly act: 'handed_over' | 'received' | 'returned' }) {
  const say = useSay();
  const [from, setFrom] = useState(draftOfHolder(item.row.custodian, detail));
  const [to, setTo] = useState(NOBODY);
  const [place, setPlace] = useState('');
  const [seal, setSeal] = useState(item.row.said.sealNumber ?? '');
  const [paper, setPaper] = useState('');
  const [words, setWords] = useState('');
  const giver = partyOf(from);
  const taker = partyOf(to);
  const named = giver !== null && taker !== null;
  const nobody = { name: '', service: '' };
  const parties = { from: giver ?? nobody, to: taker ?? nobody, words: words.trim() };
  return (
    <CustodyActDialog
      item={item}
      etag={etag}
      act={act}
      ready={named && (act === 'returned' ? paper.trim() !== '' : place.trim() !== '')}
      entry={(happenedOn) =>
        act === 'returned'
          ? { act, happenedOn, ...parties, paper: paper.trim() }
          : { act, happenedOn, ...parties, place: place.trim(), sealNumber: seal.trim() === '' ? null : seal.trim() }
      }
      onClose={onClose}
    >
      <PartyFields side="giver" draft={from} detail={detail} onChange={setFrom} />
      <PartyFields side="taker" draft={to} detail={detail} onChange={setTo} />
      {act === 'returned' ? (
        <Line
          field="/paper"
          label={say('custody.paper')}
          hint={say('custody.paperHint')}
          longest={500}
          value={paper}
          onChange={setPaper}
        />
      ) : (
        <>
          <Line field="/place" label={say('custody.newPlace')} longest={500} value={place} onChange={setPlace} />
          <Line field="/sealNumber" label={say('item.seal')} value={seal} onChange={setSeal} />
        </>
      )}
      <Words field="/words" label={say('event.words')} longest={4000} value={words} onChange={setWords} />
    </CustodyActDialog>
  );
}
