const CHANNEL = 'vigie.sign-in';
const OUT = 'out';

/** Tells the other tabs of this browser that the member has signed out. */
export function tellOtherTabs(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(OUT);
  channel.close();
}

/** `signedOut`: in another tab of this browser. `seenAgain`: the tab is looked at again, and the session may have ended meanwhile. */
export function followOtherTabs(signedOut: () => void, seenAgain: () => void): void {
  new BroadcastChannel(CHANNEL).addEventListener('message', ({ data }) => {
    if (data === OUT) signedOut();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') seenAgain();
  });
  // A page that the browser had put aside whole, and shows again as it was.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) seenAgain();
  });
}
