import { collectorPayments } from './groups/collector.ts';
import { friendsSendBack } from './groups/friend-circle.ts';
import { marketSellerPayments } from './groups/market-seller.ts';
import { relayPayments } from './groups/relay.ts';
import type { Payment } from './people.ts';
import type { Collector } from './plan-extortion.ts';
import type { Scene } from './turn.ts';

/**
 * What payees pay in the turn of one of their payers: a collector in the turn of its first victim, the friends and the
 * relay of a circle in the turn of its first sender, sellers in turns spread over the world.
 */
export class PayingPayees {
  readonly #scene: Scene;
  readonly #collectorsAt: ReadonlyMap<number, readonly [number, Collector][]>;

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#collectorsAt = Map.groupBy(scene.plan.collectors.entries(), ([, collector]) => collector.victims[0] ?? 0);
  }

  at(index: number): Payment[] {
    const scene = this.#scene;
    const collectors = this.#collectorsAt.get(index) ?? [];
    return [
      ...collectors.flatMap(([nth, collector]) => collectorPayments(scene, collector, nth)),
      ...scene.crowds.hostedBy('market_seller', index).flatMap((nth) => marketSellerPayments(scene, nth)),
      ...this.#circleAt(index),
    ];
  }

  #circleAt(index: number): Payment[] {
    const circle = this.#scene.plan.seats.get(index)?.circle;
    if (circle === undefined || circle.members[0] !== index) return [];
    switch (circle.circleClass) {
      case 'friend_circle':
        return friendsSendBack(this.#scene, circle);
      case 'relay_sender':
        return relayPayments(this.#scene, circle);
      case 'savings_group':
        return [];
      default:
        return circle.circleClass satisfies never;
    }
  }
}
