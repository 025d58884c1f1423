import { flushCompileCache } from 'node:module';
import { afterAll } from 'vitest';

/** A worker is ended before it would write what it compiled: the next file would compile all of it again. */
afterAll(() => flushCompileCache());
