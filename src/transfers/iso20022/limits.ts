/** Deepest nesting that is read. The deepest path of the standard, envelope included, has fewer than 30 levels. */
export const MAX_DEPTH = 100;

/** Characters that one text, tag, comment or CDATA section may have. The longest text of the standard has 9,000. */
export const MAX_TEXT = 4 * 1024 * 1024;

/** Characters (each element counted as 64) that one transaction, or the header of one statement, may hold in memory. */
export const MAX_HELD = 32 * 1024 * 1024;

/** Bytes of one JSON document; a longer file must be JSON Lines, one message a line, each at most this long. */
export const MAX_JSON_BYTES = 64 * 1024 * 1024;

/**
 * Reading stops here: what was read before stays, the rest goes to the quarantine with `reason`. Thrown by the token
 * sources (`xml-tokens.ts`, `json.ts`) and the message reader, caught by the readers; never seen by a caller.
 */
export class StopReading extends Error {
  override readonly name = 'StopReading';
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}
