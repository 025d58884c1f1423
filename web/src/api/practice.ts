/** Pages of practice stand under this, and ask under it: the address says where one is, in every tab. */
export const PRACTICE = '/practice';

/** Whether this is a page of practice. Going in or out loads the page anew, so that nothing is carried across. */
export const inPractice = `${globalThis.location?.pathname}/`.startsWith(`${PRACTICE}/`);

/** What comes before `/api` in what the page asks. */
export const apiBase = inPractice ? PRACTICE : '';
