import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { identityOf } from '../../engine/process-identity.ts';
import { endLeftBehind } from './end-left-behind.ts';

function sleeper() {
  const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
  const identity = identityOf(child.pid ?? 0);
  if (identity === null) throw new Error('it did not start');
  return { child, identity, ended: once(child, 'close') };
}

describe('a process that was left behind', () => {
  it('is ended, also when it is stopped', async () => {
    const { child, identity, ended } = sleeper();
    child.kill('SIGSTOP');
    await endLeftBehind(identity);
    expect((await ended)[1]).toBe('SIGKILL');
    expect(identityOf(child.pid ?? 0)).toBe(null);
    await endLeftBehind(identity);
  });

  it('is never taken for a later one with its number, one of an earlier boot, or this one', async () => {
    const { child, identity, ended } = sleeper();
    const [boot = '', mark = ''] = identity.split(' ');
    await endLeftBehind(`${boot} ${child.pid}-1`);
    await endLeftBehind(`00000000-0000-0000-0000-000000000000 ${mark}`);
    await endLeftBehind('');
    await endLeftBehind(`${boot} 1-1`);
    expect(identityOf(child.pid ?? 0)).toBe(identity);
    child.kill('SIGKILL');
    await ended;
  });
});
