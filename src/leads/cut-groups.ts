import { CAPS } from '../network/caps.ts';
import type { Groups } from './build-groups.ts';
import type { RunSummary } from './run-summary.ts';

/** In English and French: what of the groups is counted and not shown. Nothing is said of what is whole. */
export function cutGroups({ groups, hubs, protectedPayees, withoutLead }: Groups): RunSummary['caps'] {
  const cut = groups.filter(({ cut }) => cut.payees + cut.payers > 0);
  const people = cut.reduce((sum, { cut }) => sum + cut.payees + cut.payers, 0);
  const divided = groups.filter(({ cut }) => cut.joins > 0).length;
  const sentences: RunSummary['caps'] = [];
  const add = (count: number, en: string, fr: string): void => {
    if (count > 0) sentences.push({ en, fr });
  };
  add(
    cut.length,
    `${cut.length} ${cut.length === 1 ? 'group has' : 'groups have'} more members than are shown: ${people} counted, not named, their payments counted too.`,
    `${cut.length} ${cut.length === 1 ? 'groupe a' : 'groupes ont'} plus de membres qu’il n’en est montré : ${people} compté${people < 2 ? '' : 's'}, non nommé${people < 2 ? '' : 's'}, leurs paiements aussi.`,
  );
  add(
    divided,
    `${divided} ${divided === 1 ? 'group is' : 'groups are'} tied to others that would make one too large to read: cut at the weakest joins, which are counted.`,
    `${divided} ${divided === 1 ? 'groupe est relié' : 'groupes sont reliés'} à d’autres avec lesquels il serait trop grand pour être lu : coupé aux liens les plus faibles, qui sont comptés.`,
  );
  add(
    hubs,
    `${hubs} ${hubs === 1 ? 'payee with a lead has' : 'payees with a lead have'} more than ${CAPS.payersOfPayee} payers and stand${hubs === 1 ? 's' : ''} in no group.`,
    `${hubs} ${hubs === 1 ? 'bénéficiaire ayant une piste a' : 'bénéficiaires ayant une piste ont'} plus de ${CAPS.payersOfPayee} payeurs et ne figure${hubs === 1 ? '' : 'nt'} dans aucun groupe.`,
  );
  add(
    protectedPayees,
    `${protectedPayees} ${protectedPayees === 1 ? 'payee with a lead has' : 'payees with a lead have'} an identifier of a possible victim and stand${protectedPayees === 1 ? 's' : ''} in no group.`,
    `${protectedPayees} ${protectedPayees === 1 ? 'bénéficiaire ayant une piste a' : 'bénéficiaires ayant une piste ont'} un identifiant d’une victime possible et ne figure${protectedPayees === 1 ? '' : 'nt'} dans aucun groupe.`,
  );
  add(
    withoutLead,
    `${withoutLead} proposed ${withoutLead === 1 ? 'person stands' : 'people stand'} in no group, because only the first leads are written: groups may be larger than they look. A larger --budget writes more.`,
    `${withoutLead} personne${withoutLead < 2 ? ' proposée ne figure' : 's proposées ne figurent'} dans aucun groupe, car seules les premières pistes sont écrites : les groupes peuvent être plus grands qu’il n’y paraît. Un --budget plus grand en écrit davantage.`,
  );
  return sentences;
}
