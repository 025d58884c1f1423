import { useState } from 'react';
import type { CustodyInput } from '../api/schema.ts';
import { colleaguesOn } from '../cases/in-case.ts';
import { dayIn, isDay } from '../casework/days.ts';
import { Choice, DayField, Words } from '../casework/fields.tsx';
import { useSay } from '../messages/say.ts';
import { CustodyActDialog } from './custody-dialog.tsx';
import type { CustodyDialog } from './of-item.ts';

type Checked = Extract<CustodyInput, { act: 'checked' }>;
const SEALS = ['intact', 'broken', 'not_sealed', 'not_looked_at'] as const satisfies readonly Checked['seal'][];
const HASHES = ['equal', 'different', 'none_stated', 'not_compared'] as const satisfies readonly Checked['hash'][];
const CHECK_AFTER = 90;

/** An item was looked at: seal and hash as they were found. Or only the next check is set anew, and why. */
export function CheckDialog({
  item,
  etag,
  detail,
  act,
  onClose,
}: CustodyDialog & { readonly act: 'checked' | 'planned' }) {
  const say = useSay();
  const holders = colleaguesOn(detail);
  const [seal, setSeal] = useState<Checked['seal']>('not_looked_at');
  const [hash, setHash] = useState<Checked['hash']>('not_compared');
  const [holderId, setHolder] = useState(
    holders.find(({ id }) => id === item.row.holder.id)?.id ?? holders[0]?.id ?? '',
  );
  const [nextCheckOn, setNextCheckOn] = useState(dayIn(CHECK_AFTER));
  const [words, setWords] = useState('');
  const next = { holderId, nextCheckOn, words: words.trim() };
  return (
    <CustodyActDialog
      item={item}
      etag={etag}
      act={act}
      ready={isDay(nextCheckOn) && holderId !== '' && (act === 'checked' || words.trim() !== '')}
      entry={(happenedOn) =>
        act === 'checked' ? { act, happenedOn, seal, hash, ...next } : { act, happenedOn, ...next }
      }
      onClose={onClose}
    >
      {act === 'checked' ? (
        <>
          <Choice
            label={say('check.seal')}
            hint={item.row.said.sealNumber ?? say('item.noSeal')}
            value={seal}
            options={SEALS.map((value) => ({ value, label: say(`sealFound.${value}`) }))}
            onChange={setSeal}
          />
          <Choice
            label={say('check.hash')}
            hint={item.row.said.hashValue ?? say('item.noHashStated')}
            value={hash}
            options={HASHES.map((value) => ({ value, label: say(`hashFound.${value}`) }))}
            onChange={setHash}
          />
        </>
      ) : null}
      <Choice
        label={say('custody.holder')}
        value={holderId}
        options={holders.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setHolder}
      />
      <DayField label={say('custody.nextCheck')} value={nextCheckOn} onChange={setNextCheckOn} />
      <Words
        label={say(act === 'planned' ? 'reason' : 'event.words')}
        longest={4000}
        value={words}
        onChange={setWords}
      />
    </CustodyActDialog>
  );
}
