import type { Lead } from '../api/schema.ts';
import { useFormats } from '../messages/formats.ts';
import { useInLanguage, useSay } from '../messages/say.ts';

/** How far the payers of a payee have nothing to do with each other, with the ordinary people beside it of whom that is true too. */
export function Independence({ lead }: { readonly lead: Lead }) {
  const say = useSay();
  const formats = useFormats();
  const inLanguage = useInLanguage();
  const { independence: found, reasonsAgainst } = lead;
  if (found === null || found.payers < 2) return null;
  const { payers, lookedAt, unrelated, countries, places, newPer30Days, newMostIn30Days, degree } = found;
  const habits = [
    ...(found.onceShare === null ? [] : [say('independence.once', { share: formats.percent(found.onceShare) })]),
    ...(found.rhythmicShare === null
      ? []
      : [say('independence.rhythm', { share: formats.percent(found.rhythmicShare) })]),
    ...(found.smallShare === null ? [] : [say('independence.small', { share: formats.percent(found.smallShare) })]),
    ...(found.nightShare === null ? [] : [say('independence.night', { share: formats.percent(found.nightShare) })]),
  ];
  const sentences = [
    ...(unrelated === null ? [] : [say('independence.unrelated', { unrelated, lookedAt, payers })]),
    ...(countries === null || countries === 0 ? [] : [say('independence.from', { countries, places })]),
    ...(newPer30Days === null || newMostIn30Days === null
      ? []
      : [say('independence.arrive', { rate: formats.decimal(newPer30Days, 0, 1), most: newMostIn30Days })]),
    ...(habits.length === 0 ? [] : [say('independence.habits', { habits: habits.join(' · ') })]),
    ...(degree === null ? [] : [say('independence.degree', { degree: formats.decimal(degree, 2, 2) })]),
  ];
  return (
    <section aria-labelledby="independence">
      <h2 id="independence">{say('independence.title')}</h2>
      <ul className="plain-list">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p>
        {say('independence.alternatives')}{' '}
        {reasonsAgainst.length === 0
          ? say('independence.noneFound')
          : say('independence.found', { titles: reasonsAgainst.map(({ title }) => inLanguage(title)).join(' · ') })}
      </p>
    </section>
  );
}
