import { parentPort, workerData } from 'node:worker_threads';
import { noCaps } from './caps.ts';
import { type WalkPlan, type WalkTask, walk } from './walk.ts';

parentPort?.on('message', (task: WalkTask) => {
  const { around, payerCountry } = workerData as WalkPlan;
  const caps = noCaps();
  walk({ around: { ...around, caps }, payerCountry }, task);
  parentPort?.postMessage(caps);
});
