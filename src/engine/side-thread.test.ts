import { expect, test } from 'vitest';
import { SideThread } from './side-thread.ts';

const started = (script: string, data: unknown = null): SideThread<number, number> =>
  new SideThread(
    new URL(
      `data:text/javascript,${encodeURIComponent(`import { parentPort, workerData } from 'node:worker_threads'; ${script}`)}`,
    ),
    data,
  );

test('a thread beside answers each question, and works on shared memory without a copy', async () => {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const thread = started(
    "parentPort.on('message', (given) => { workerData[1] += given; parentPort.postMessage(2 * given); });",
    shared,
  );
  expect(await thread.ask(4)).toBe(8);
  expect(await thread.ask(5)).toBe(10);
  expect([...shared]).toEqual([0, 9]);
  await thread.close();
});

test.each([
  ["throw new Error('the thread fell')", 'the thread fell'],
  ["parentPort.on('message', () => { throw new Error('no such question'); });", 'no such question'],
  ['process.exit(3)', 'A thread ended with code 3'],
])('a thread that fails by %s is an error, never a wait', async (script, message) => {
  const thread = started(script);
  await expect(thread.ask(1)).rejects.toThrow(message);
  await thread.close();
});
