/** A decimal text as it is, every digit of it, with its thousands parted as the language does. */
export function exactAmount(amount: string, language: 'fr' | 'en'): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  if (parts === null) return amount;
  const [, minus = '', whole = '', decimals] = parts;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === 'fr' ? '\u202f' : ',');
  const point = language === 'fr' ? ',' : '.';
  return `${minus === '' ? '' : '−'}${grouped}${decimals === undefined ? '' : `${point}${decimals}`}`;
}
