import { Checkbox } from '@mantine/core';
import { Dialog } from '../look/dialog.tsx';
import { type MessageId, useSay } from '../messages/say.ts';
import { switchKeys, useKeysOn } from './keys.ts';

const KEYS: readonly (readonly [string, MessageId])[] = [
  ['j ↓', 'keys.down'],
  ['k ↑', 'keys.up'],
  ['Home End', 'keys.ends'],
  ['Enter', 'keys.open'],
  ['x', 'keys.select'],
  ['c', 'keys.claim'],
  ['s', 'keys.snooze'],
  ['/', 'keys.search'],
  ['?', 'keys.help'],
];

/** The keys of the list, and the switch that turns them off. */
export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const on = useKeysOn();
  return (
    <Dialog onClose={onClose} title={say('keys.title')}>
      <div className="column">
        <p>{say('keys.where')}</p>
        <dl className="keys">
          {KEYS.map(([keys, id]) => (
            <div key={id}>
              <dt>
                {keys.split(' ').map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{say(id)}</dd>
            </div>
          ))}
        </dl>
        <Checkbox
          checked={on}
          onChange={(event) => switchKeys(event.currentTarget.checked)}
          label={say('keys.switch')}
          description={say('keys.switchWhy')}
        />
      </div>
    </Dialog>
  );
}
