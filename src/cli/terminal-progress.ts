import cliProgress from 'cli-progress';
import { spelledOut } from '../engine/spelled-out.ts';
import { formats } from '../report/formats.ts';
import { inFrench } from '../report/known-sentences.ts';
import type { Language } from '../report/language.ts';
import { type ScanWatcher, STAGES, type Stage } from '../scan-progress.ts';
import { type Say, sayIn } from './say-in.ts';
import { StopRequest } from './stop-request.ts';

const SAID: Readonly<Record<Stage, Readonly<Record<Language, string>>>> = {
  read: { en: 'reading and cleaning records', fr: 'lecture et nettoyage des enregistrements' },
  places: { en: 'finding places and time zones', fr: 'recherche des lieux et des fuseaux horaires' },
  encode: { en: 'encoding transfers', fr: 'encodage des transferts' },
  payers: { en: 'measuring payers', fr: 'mesure des payeurs' },
  payees: { en: 'measuring payees', fr: 'mesure des bénéficiaires' },
  network: { en: 'looking at who else pays and is paid', fr: 'examen de qui d’autre paie et est payé' },
  score: {
    en: 'weighing indicators and ordinary explanations',
    fr: 'pesée des indicateurs et des explications ordinaires',
  },
  leads: { en: 'gathering the evidence of leads', fr: 'réunion des transferts à l’appui des pistes' },
  write: { en: 'writing results', fr: 'écriture des résultats' },
};

/** Progress of a scan on standard error: a bar on a terminal, a line a stage elsewhere, nothing when quiet. Ctrl-C asks to stop. */
export class TerminalProgress implements ScanWatcher {
  readonly #bar: cliProgress.SingleBar | null;
  readonly #lines: boolean;
  readonly #language: Language;
  readonly #say: Say;
  readonly #request: StopRequest;

  constructor(quiet: boolean, language: Language = 'en') {
    this.#language = language;
    this.#say = sayIn(language);
    const terminal = process.stderr.isTTY === true && !quiet;
    this.#lines = !terminal && !quiet;
    this.#bar = terminal
      ? new cliProgress.SingleBar(
          {
            format: ' {bar} {value}/{total}  {stage}',
            stream: process.stderr,
            hideCursor: true,
            clearOnComplete: true,
            barsize: 24,
          },
          cliProgress.Presets.shades_classic,
        )
      : null;
    this.#request = new StopRequest(() =>
      this.say(this.#say('Stopping … (once more to stop at once)', 'Arrêt… (encore une fois pour arrêter aussitôt)')),
    );
  }

  get stopped(): boolean {
    return this.#request.stopped;
  }

  started(stage: Stage): void {
    if (stage === STAGES[0]) this.#bar?.start(STAGES.length, 0, { stage: '' });
    this.#bar?.update(STAGES.indexOf(stage), { stage: SAID[stage][this.#language] });
  }

  finished(stage: Stage, seconds: number): void {
    this.#bar?.update(STAGES.indexOf(stage) + 1);
    if (this.#lines)
      console.error(
        `${SAID[stage][this.#language]}${this.#say(':', ' :')} ${formats[this.#language].decimal(seconds, 1, 1)} s`,
      );
  }

  /** One of several months is begun, `place` from 0. */
  month(month: string, place: number, months: number): void {
    const stage = this.#say(`as known at the end of ${month}`, `d’après ce qui était connu fin ${month}`);
    if (place === 0) this.#bar?.start(months, 0, { stage });
    this.#bar?.update(place, { stage });
    if (this.#lines) console.error(`${stage} (${place + 1}/${months})`);
  }

  file(label: string): void {
    this.#bar?.update({ stage: `${SAID.read[this.#language]}${this.#say(':', ' :')} ${spelledOut(label)}` });
    if (this.#lines) console.error(this.#say(`reading ${label}`, `lecture de ${label}`));
  }

  inLake(label: string): void {
    if (this.#lines)
      console.error(
        this.#say(`in the lake already, not read again: ${label}`, `déjà dans l’entrepôt, non relu : ${label}`),
      );
  }

  refused(label: string, reason: string): void {
    this.say(this.#say(`${label}: ${reason}`, `${label} : ${inFrench(reason) ?? reason}`));
  }

  onStop(stop: () => void): void {
    this.#request.onStop(stop);
  }

  /** A line that stays, whatever the bar does. */
  say(line: string): void {
    if (this.#bar) process.stderr.write('\r\u001b[K');
    console.error(line);
  }

  end(): void {
    this.#bar?.stop();
    this.#request.end();
  }
}
