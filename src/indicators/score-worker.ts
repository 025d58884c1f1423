import { parentPort, workerData } from 'node:worker_threads';
import { compilePacks, type ScorePlan, type ScoreTask, scorePart } from './score-subjects.ts';

const plan = workerData as ScorePlan;
const packs = compilePacks(plan.pack);
parentPort?.on('message', (task: ScoreTask) => {
  scorePart(packs, plan, task);
  parentPort?.postMessage(null);
});
