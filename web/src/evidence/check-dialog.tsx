import { useState } from 'react';
import type { CustodyInput } from '../api/schema.ts';
import { dayIn, isDay } from '../casework/days.ts';
import { Choice, DayField, Words } from '../casework/fields.tsx';
import { useSay } from '../messages/say.ts';
import { CustodyActDialog } from './custody-dialog.tsx';
import type { CustodyDialog } from './of-item.ts';
import { draftOfHolder } from './party-fields.tsx';

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
  const holders = detail.holders;
  const [seal, setSeal] = useState<Checked['seal'] | ''>('');
  const [hash, setHash] = useState<Checked['hash'] | ''>('');
  const [holderId, setHolder] = useState(
    holders.find(({ id }) => id === item.row.holder.id)?.id ?? holders[0]?.id ?? '',
  );
  const [nextCheckOn, setNextCheckOn] = useState(dayIn(CHECK_AFTER));
  const [words, setWords] = useState('');
  const next = { holderId, nextCheckOn, words: words.trim() };
  const outside = act === 'checked' && draftOfHolder(item.row.custodian, detail).member === '';
  const found = seal === '' || hash === '' || isHollow(seal, hash) ? null : { seal, hash };
  return (
    <CustodyActDialog
      item={item}
      etag={etag}
      act={act}
      ready={
        isDay(nextCheckOn) &&
        holderId !== '' &&
        (act === 'planned' || found !== null) &&
        (words.trim() !== '' || (act === 'checked' && !outside))
      }
      entry={(happenedOn) =>
        act === 'checked' && found !== null
          ? { act, happenedOn, ...found, ...next }
          : { act: 'planned', happenedOn, ...next }
      }
      onClose={onClose}
    >
      {act === 'checked' ? (
        <>
          <Choice<Checked['seal'] | ''>
            field="/seal"
            label={say('check.seal')}
            hint={item.row.said.sealNumber ?? say('item.noSeal')}
            value={seal}
            options={[
              { value: '', label: say('check.choose') },
              ...SEALS.map((value) => ({ value, label: say(`sealFound.${value}`) })),
            ]}
            onChange={setSeal}
          />
          <Choice<Checked['hash'] | ''>
            field="/hash"
            label={say('check.hash')}
            hint={item.row.said.hashValue ?? say('item.noHashStated')}
            value={hash}
            options={[
              { value: '', label: say('check.choose') },
              ...HASHES.map((value) => ({ value, label: say(`hashFound.${value}`) })),
            ]}
            onChange={setHash}
          />
          {seal !== '' && hash !== '' && isHollow(seal, hash) ? <p className="meta">{say('check.hollow')}</p> : null}
        </>
      ) : null}
      <Choice
        field="/holderId"
        label={say('custody.holder')}
        value={holderId}
        options={holders.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setHolder}
      />
      <DayField field="/nextCheckOn" label={say('custody.nextCheck')} value={nextCheckOn} onChange={setNextCheckOn} />
      <Words
        field="/words"
        label={say(act === 'planned' ? 'reason' : outside ? 'check.whoLooked' : 'event.words')}
        hint={outside ? say('check.outside', { name: item.row.custodian.name }) : undefined}
        longest={4000}
        value={words}
        onChange={setWords}
      />
    </CustodyActDialog>
  );
}

/** Nothing was looked at; that no hash is stated one reads in the register, not on the item. */
function isHollow(seal: Checked['seal'], hash: Checked['hash']): boolean {
  return seal === 'not_looked_at' && hash !== 'equal' && hash !== 'different';
}
