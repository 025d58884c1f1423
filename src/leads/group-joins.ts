import type { Group, GroupJoin } from './group.ts';
import type { GrowingPayee, Grown } from './grow-groups.ts';
import { IDENTIFIER_WORDS } from './identifier-words.ts';

/**
 * Why the payees of a group belong together: households first, then what joins them, in the order in which it was found: the strongest first.
 * @param shown ids of the payees who are named
 * @param shared what payees of one household share directly
 */
export function joinsOf(
  queue: Group['queue'],
  { payees, joins }: Pick<Grown<GrowingPayee>, 'payees' | 'joins'>,
  shown: ReadonlySet<string>,
  shared: (payeeIds: readonly string[]) => GroupJoin['identifiers'],
): Group['joins'] {
  const byHousehold = Map.groupBy(payees, ({ household }) => household);
  const idsIn = (...households: readonly number[]): string[] =>
    households.flatMap((household) => (byHousehold.get(household) ?? []).map(({ id }) => id));
  const within = [...byHousehold.keys()].flatMap((household) => {
    const ids = idsIn(household);
    if (ids.length < 2) return [];
    const identifiers = shared(ids);
    const none = { samePayers: 0, ofPayers: 0 };
    return [joinOf('shared_identifiers', ids, shown, { identifiers, ...none, sentence: sharedSentence(identifiers) })];
  });
  const between = joins.map(({ households, both, either }) =>
    joinOf('same_payers', idsIn(...households), shown, {
      identifiers: [],
      ...{ samePayers: both, ofPayers: either, sentence: samePayersSentence(queue, both, either) },
    }),
  );
  return [...within, ...between];
}

function joinOf(
  kind: GroupJoin['kind'],
  ids: readonly string[],
  shown: ReadonlySet<string>,
  rest: Omit<GroupJoin, 'kind' | 'payeeIds' | 'payees'>,
): GroupJoin {
  return { kind, payeeIds: ids.filter((id) => shown.has(id)), payees: ids.length, ...rest };
}

function sharedSentence(identifiers: GroupJoin['identifiers']): GroupJoin['sentence'] {
  if (identifiers.length === 0)
    return {
      en: 'tied by a chain of shared identifiers that runs through other payees',
      fr: 'reliés par une chaîne d’identifiants partagés qui passe par d’autres bénéficiaires',
    };
  const named = (language: 'en' | 'fr', and: string): string =>
    identifiers
      .map((identifier) => IDENTIFIER_WORDS[identifier][language])
      .join(', ')
      .replace(/, ([^,]*)$/, ` ${and} $1`);
  return { en: `share ${named('en', 'and')}`, fr: `partagent ${named('fr', 'et')}` };
}

/** Whom a possible victim is counted with is not said where people are investigated. */
function samePayersSentence(queue: Group['queue'], both: number, either: number): GroupJoin['sentence'] {
  const many = both > 1;
  return queue === 'safeguarding'
    ? {
        en: `${both} possible victim${many ? 's' : ''} paid both households, of ${either} who paid either`,
        fr: `${both} victime${many ? 's possibles ont' : ' possible a'} payé les deux foyers, sur ${either} qui ${either > 1 ? 'ont' : 'a'} payé l’un ou l’autre`,
      }
    : {
        en: `${both} ${many ? 'people' : 'person'} with a lead paid both households, of ${either} who paid either`,
        fr: `${both} personne${many ? 's ayant une piste ont' : ' ayant une piste a'} payé les deux foyers, sur ${either} qui ${either > 1 ? 'ont' : 'a'} payé l’un ou l’autre`,
      };
}
