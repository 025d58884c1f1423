import given from '../../../packs/stages.json';
import type { CaseStage } from '../api/schema.ts';
import type { Bilingual } from '../messages/language.ts';
import { useInLanguage, useSay } from '../messages/say.ts';

type Names = Partial<Readonly<Record<CaseStage, Bilingual>>>;

const BY_COUNTRY: Readonly<Record<string, { readonly names: Names }>> = given;

/** What a stage is called in a country, or generally. */
export function useStageName(): (stage: CaseStage, country: string) => string {
  const say = useSay();
  const inLanguage = useInLanguage();
  return (stage, country) => {
    const own = BY_COUNTRY[country]?.names[stage];
    return own === undefined ? say(`stage.${stage}`) : inLanguage(own);
  };
}
