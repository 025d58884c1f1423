const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Where signals come from: the process, and in a test a stand-in. */
interface Signalled {
  on(signal: (typeof SIGNALS)[number], listener: () => void): unknown;
}

/**
 * Until the process is told to stop. `now` is called when somebody presses Ctrl-C after that. SIGTERM and SIGHUP may come twice for one
 * stop, to the process itself and handed on by the one that started it: they never cut short what ends in order.
 */
export function untilStopped(source: Signalled, now: () => void): Promise<void> {
  return new Promise((resolve) => {
    let isStopping = false;
    for (const signal of SIGNALS)
      source.on(signal, () => {
        if (isStopping && signal === 'SIGINT') now();
        isStopping = true;
        resolve();
      });
  });
}
