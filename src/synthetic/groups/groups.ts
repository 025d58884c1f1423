import type { TurnClass } from '../classes.ts';
import type { Group } from '../turn.ts';
import { adultPerformancePayer } from './adult-performance-payer.ts';
import { adultServicesPayer } from './adult-services-payer.ts';
import { charityDonor } from './charity-donor.ts';
import { creatorSupporter } from './creator-supporter.ts';
import { disasterGiver } from './disaster-giver.ts';
import { distanceCouple } from './distance-couple.ts';
import { domesticSender } from './domestic-sender.ts';
import { emergencyHelper } from './emergency-helper.ts';
import { extortionVictim } from './extortion-victim.ts';
import { familySupport, nightShiftWorker } from './family-support.ts';
import { friendCircle } from './friend-circle.ts';
import { friendsSender } from './friends-sender.ts';
import { gameTrader } from './game-trader.ts';
import { gamer } from './gamer.ts';
import { groupSender } from './group-sender.ts';
import { hirer } from './hirer.ts';
import { largeFamily } from './large-family.ts';
import { lessonTaker } from './lesson-taker.ts';
import { liveStreamPayer } from './live-stream-payer.ts';
import { marketplaceBuyer } from './marketplace-buyer.ts';
import { occasionalSender } from './occasional-sender.ts';
import { onlineBuyer } from './online-buyer.ts';
import { relaySender } from './relay.ts';
import { romanceVictim } from './romance-victim.ts';
import { savingsGroup } from './savings-group.ts';
import { seafarer } from './seafarer.ts';
import { shiftFamily } from './shift-family.ts';
import { sponsor } from './sponsor.ts';
import { studentPartner } from './student-partner.ts';
import { traveller } from './traveller.ts';
import { weeklyAllowance } from './weekly-allowance.ts';

/** How each group pays. Payees who also pay do it in the turn of somebody else. */
export const GROUPS = {
  family_support: familySupport,
  large_family: largeFamily,
  weekly_allowance: weeklyAllowance,
  night_shift_worker: nightShiftWorker,
  seafarer,
  sponsor,
  charity_donor: charityDonor,
  disaster_giver: disasterGiver,
  hirer,
  lesson_taker: lessonTaker,
  traveller,
  online_buyer: onlineBuyer,
  student_partner: studentPartner,
  romance_victim: romanceVictim,
  adult_services_payer: adultServicesPayer,
  creator_supporter: creatorSupporter,
  gamer,
  friends_sender: friendsSender,
  group_sender: groupSender,
  occasional_sender: occasionalSender,
  friend_circle: friendCircle,
  savings_group: savingsGroup,
  game_trader: gameTrader,
  marketplace_buyer: marketplaceBuyer,
  domestic_sender: domesticSender,
  emergency_helper: emergencyHelper,
  distance_couple: distanceCouple,
  shift_family: shiftFamily,
  relay_sender: relaySender,
  adult_performance_payer: adultPerformancePayer,
  live_stream_payer_occasional: liveStreamPayer,
  live_stream_payer_regular: liveStreamPayer,
  live_stream_payer_prolific: liveStreamPayer,
  extortion_victim: extortionVictim,
} as const satisfies Record<TurnClass, Group>;
