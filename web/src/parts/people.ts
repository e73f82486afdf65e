/** Small words about people. Pure. */

export const initials = (name: string): string => {
  const words = name.split(/[\s-]+/u).filter((word) => /^\p{L}/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toLocaleUpperCase('fr-CA') || '?';
};

/** "Julie Bouchard, David Chen +2": the first few, and how many more. */
export const someNames = (
  people: readonly { name: string; address: string }[],
  most: number,
): { shown: string; more: number } => {
  const names = people.map(({ name, address }) => name || address);
  return { shown: names.slice(0, most).join(', '), more: Math.max(0, names.length - most) };
};

/** Of an address, for words about who vouches for it; the address itself when it has none. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1) || address;
