/** What stands in place of a name that the reader may not read. */
export function withheldName(language: 'fr' | 'en'): (place: number) => string {
  const words = language === 'fr' ? 'Personne réservée' : 'Withheld person';
  return (place) => `${words} ${place}`;
}
