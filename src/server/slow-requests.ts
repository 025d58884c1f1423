import type { FastifyInstance, FastifyRequest } from 'fastify';

/** A person's request comes whole within this, on the slowest of lines: a quarter of a megabyte at most. */
export const COMES_WITHIN_MS = 30_000;

const awaited = new WeakMap<FastifyRequest['raw'], NodeJS.Timeout>();

/** Ends connections on which a request does not come to its end in time: nobody who has not signed in keeps the server waiting. */
export function endSlowRequests(app: FastifyInstance, withinMs: number): void {
  app.addHook('onRequest', async ({ raw }) => {
    if (raw.complete !== false) return;
    const timer = setTimeout(() => {
      if (raw.complete === false) raw.destroy();
    }, withinMs);
    timer.unref();
    awaited.set(raw, timer);
    raw.once('close', () => clearTimeout(timer));
  });
}

/** The body may take longer: whoever reads it sees to its pace. */
export function mayTakeLong({ raw }: FastifyRequest): void {
  clearTimeout(awaited.get(raw));
}
