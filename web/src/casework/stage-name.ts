import type { CaseStage } from '../api/schema.ts';
import { useInLanguage, useSay } from '../messages/say.ts';
import { STAGE_NAMES } from './stage-names.ts';

/** What a stage is called in a country, or generally. */
export function useStageName(): (stage: CaseStage, country: string) => string {
  const say = useSay();
  const inLanguage = useInLanguage();
  return (stage, country) => {
    const own = STAGE_NAMES[country]?.[stage];
    return own === undefined ? say(`stage.${stage}`) : inLanguage(own);
  };
}
