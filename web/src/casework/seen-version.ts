import { useState } from 'react';
import { statusOf } from '../api/api-problem.ts';

/**
 * The version that the reader has seen - an ETag, or when the newest entry was made - sent with what is written. When somebody has
 * written meanwhile the server refuses; the page is then read again, what it says now is shown, and what is sent next goes by that.
 */
export function useSeenVersion(newest: string | null) {
  const [seen, setSeen] = useState(newest);
  const [changed, setChanged] = useState(false);
  const version = changed ? newest : seen;
  return {
    changed,
    version,
    headers: (version === null ? {} : { 'if-match': version }) as Record<string, string>,
    write: async <Answer>(asked: Promise<Answer>): Promise<Answer> => {
      try {
        return await asked;
      } catch (error) {
        if (statusOf(error) === 412) {
          setChanged(true);
          setSeen(null);
        }
        throw error;
      }
    },
  };
}
