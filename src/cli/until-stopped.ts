const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Where signals come from: the process, and in a test a stand-in. */
interface Signalled {
  on(signal: (typeof SIGNALS)[number], listener: () => void): unknown;
}

/** A signal may come twice for one stop: to the process itself, and handed on by the one that started it. A key pressed twice in haste counts once too. */
const SAME_STOP_MS = 1000;

/**
 * Until the process is told to stop. `endAtOnce` is called when somebody presses Ctrl-C again, later than `SAME_STOP_MS` after the first signal.
 * SIGTERM and SIGHUP never cut short what ends in order.
 *
 * @param clock milliseconds that only rise
 */
export function untilStopped(source: Signalled, endAtOnce: () => void, clock = () => performance.now()): Promise<void> {
  return new Promise((resolve) => {
    let toldAt: number | null = null;
    for (const signal of SIGNALS)
      source.on(signal, () => {
        if (toldAt !== null && signal === 'SIGINT' && clock() - toldAt > SAME_STOP_MS) endAtOnce();
        toldAt ??= clock();
        resolve();
      });
  });
}
