import { DAY } from './calendar.ts';
import type { Fact } from './catalogue.ts';
import { CHANNEL_KINDS } from './ledger.ts';
import { nightShare } from './local-hours.ts';
import { positions } from './positions.ts';
import { FloatScratch, IntScratch } from './scratch.ts';
import type { Theme } from './subject.ts';
import { mostWithin } from './windows.ts';

const UNKNOWN = CHANNEL_KINDS.indexOf('unknown');
const GIFT_CARD = CHANNEL_KINDS.indexOf('gift_card');
const GAME_CREDIT = CHANNEL_KINDS.indexOf('game_credit');
const instants = new FloatScratch();
const localHours = new IntScratch();

/** Gift-card and game-credit purchases. Unknown when no channel of the payer's is known. */
export function gifts(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['gift_transfers', 'gift_max_24h', 'gift_night_share']);
  return ({ ledger, row, at, payerHour, size }, out) => {
    const giftAt = instants.room(size);
    const giftHour = localHours.room(size);
    let purchases = 0;
    let channelsKnown = false;
    for (let index = 0; index < size; index++) {
      const channel = ledger.channel[row[index] as number];
      if (channel !== UNKNOWN) channelsKnown = true;
      if (channel !== GIFT_CARD && channel !== GAME_CREDIT) continue;
      giftAt[purchases] = at[index] as number;
      giftHour[purchases] = payerHour[index] as number;
      purchases++;
    }
    if (!channelsKnown) return;
    out[to.gift_transfers] = purchases;
    out[to.gift_max_24h] = mostWithin(giftAt, purchases, DAY);
    out[to.gift_night_share] = nightShare(giftHour, purchases);
  };
}
