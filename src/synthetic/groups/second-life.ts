import type { OrdinaryPayerClass } from '../classes.ts';
import { Random } from '../random.ts';
import type { Group } from '../turn.ts';
import { charityDonor } from './charity-donor.ts';
import { creatorSupporter } from './creator-supporter.ts';
import { familySupport } from './family-support.ts';
import { gameTrader } from './game-trader.ts';
import { gamer } from './gamer.ts';
import { occasionalSender } from './occasional-sender.ts';
import { onlineBuyer } from './online-buyer.ts';
import { traveller } from './traveller.ts';
import { weeklyAllowance } from './weekly-allowance.ts';

const LIVES: readonly (readonly [OrdinaryPayerClass, Group])[] = [
  ['family_support', familySupport],
  ['weekly_allowance', weeklyAllowance],
  ['game_trader', gameTrader],
  ['gamer', gamer],
  ['online_buyer', onlineBuyer],
  ['traveller', traveller],
  ['charity_donor', charityDonor],
  ['creator_supporter', creatorSupporter],
  ['occasional_sender', occasionalSender],
];

/** Nobody is of one kind only: some payers, the harmful too, have the payments of another ordinary group of their world as well. */
export const secondLife: Group = (turn) => {
  const { options } = turn.scene;
  const random = Random.stream(options.seed, 'second-life', turn.index);
  const lives = LIVES.filter(([name]) => options.mix[name] > 0);
  if (lives.length === 0 || !random.chance(options.secondLifeShare)) return;
  const [, live] = random.pick(lives);
  live(turn);
};
