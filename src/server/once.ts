import type { FastifyRequest } from 'fastify';
import type { Transaction } from 'kysely';
import type { Actor, Tell } from '../casework/act.ts';
import { actOnce } from '../casework/act-once.ts';
import type { Tables } from '../casework/tables.ts';
import { actorOf, sentWrite } from './asking.ts';
import type { Workbench } from './workbench.ts';

type Work<T> = (transaction: Transaction<Tables>, tell: Tell, actor: Actor) => Promise<T>;

/** How a route writes: for whoever asks, in one transaction, once for each Idempotency-Key. */
export function writerOf({ db, signIn }: Workbench) {
  return async <T>(request: FastifyRequest, work: Work<T>): Promise<T> => {
    const actor = await actorOf(request, signIn);
    return actOnce(db, actor, sentWrite(request), (transaction, tell) => work(transaction, tell, actor));
  };
}

/** The same for what answers nothing. */
export function doerOf(workbench: Workbench) {
  const write = writerOf(workbench);
  return async (request: FastifyRequest, work: Work<void>): Promise<Record<string, never>> =>
    write(request, async (transaction, tell, actor) => {
      await work(transaction, tell, actor);
      return {};
    });
}
