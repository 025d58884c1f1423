import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { untilStopped } from './until-stopped.ts';

function told(signals: readonly NodeJS.Signals[], apartMs = 1) {
  const source = new EventEmitter();
  let atOnce = 0;
  let ms = 0;
  const stopped = untilStopped(
    source,
    () => {
      atOnce++;
    },
    () => ms,
  );
  for (const signal of signals) {
    source.emit(signal);
    ms += apartMs;
  }
  return { stopped, atOnce, listens: signals.every((signal) => source.listenerCount(signal) > 0) };
}

describe('a server that is told to stop', () => {
  it.each([
    ['SIGTERM', 'SIGTERM'],
    ['SIGHUP', 'SIGHUP'],
    ['SIGHUP', 'SIGTERM'],
    ['SIGTERM', 'SIGTERM', 'SIGTERM'],
    ['SIGINT', 'SIGTERM'],
    ['SIGINT', 'SIGINT'],
    ['SIGTERM', 'SIGINT'],
  ] as const)('ends in order however often it is told so: %s, %s', async (...signals) => {
    const { stopped, atOnce, listens } = told(signals);
    await stopped;
    // Without a listener the process would end where it stands.
    expect([atOnce, listens]).toEqual([0, true]);
  });

  it('ends in order when SIGTERM and SIGHUP come again later', async () => {
    const { stopped, atOnce } = told(['SIGINT', 'SIGTERM', 'SIGHUP'], 5000);
    await stopped;
    expect(atOnce).toBe(0);
  });

  it('ends at once when somebody presses Ctrl-C once more, later than a signal that comes twice', async () => {
    const { stopped, atOnce } = told(['SIGINT', 'SIGINT'], 1001);
    await stopped;
    expect(atOnce).toBe(1);
  });
});
