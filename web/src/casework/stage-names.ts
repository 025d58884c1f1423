import type { CaseStage } from '../api/schema.ts';
import type { Bilingual } from '../messages/language.ts';

type Names = Partial<Readonly<Record<CaseStage, Bilingual>>>;

/**
 * What the stages of a case are called in the procedure of a country, where it has names of its own; the generic words serve for the
 * rest. Sources: FR Code de procédure pénale, art. 75 and 79; BE Code d'instruction criminelle, art. 28bis and 55; CH Code de procédure
 * pénale suisse, art. 306, 308 and 328.
 */
export const STAGE_NAMES: Readonly<Record<string, Names>> = {
  FR: {
    preliminary_inquiry: { fr: 'Enquête préliminaire', en: 'Preliminary inquiry (enquête préliminaire)' },
    judicial_investigation: { fr: 'Information judiciaire', en: 'Judicial investigation (information judiciaire)' },
    trial: { fr: 'Devant la juridiction de jugement', en: 'Before the trial court (juridiction de jugement)' },
    judgment: { fr: 'Jugement', en: 'Judgment (jugement)' },
  },
  BE: {
    preliminary_inquiry: { fr: 'Information', en: 'Preliminary inquiry (information)' },
    judicial_investigation: { fr: 'Instruction', en: 'Judicial investigation (instruction)' },
  },
  CH: {
    preliminary_inquiry: { fr: 'Investigation policière', en: 'Police inquiry (investigation policière)' },
    judicial_investigation: { fr: 'Instruction', en: 'Investigation by the public prosecutor (instruction)' },
    trial: { fr: 'Débats', en: 'Main hearing (débats)' },
  },
};

/** Which stage may follow which by hand: what the server takes. A case closes by an agreement of two people. */
export const NEXT_STAGES = {
  lead: ['preliminary_inquiry', 'judicial_investigation'],
  preliminary_inquiry: ['judicial_investigation', 'trial'],
  judicial_investigation: ['trial'],
  trial: ['judicial_investigation', 'judgment'],
  judgment: ['trial'],
  closed: ['lead', 'preliminary_inquiry', 'judicial_investigation'],
} as const satisfies Record<CaseStage, readonly CaseStage[]>;

/** From where a case can be closed. */
export const CLOSES_FROM: readonly CaseStage[] = ['lead', 'preliminary_inquiry', 'judicial_investigation', 'judgment'];

export const STAGES = Object.keys(NEXT_STAGES) as readonly CaseStage[];
