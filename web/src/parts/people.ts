/** Short texts about people. */

export const initials = (name: string): string => {
  const words = name.split(/[\s-]+/u).filter((word) => /^\p{L}/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toLocaleUpperCase('fr-CA') || '?';
};

/** "Julie Bouchard, David Chen +2": the first few names and the number of the others. */
export const someNames = (
  people: readonly { name: string; address: string }[],
  most: number,
): { shown: string; more: number } => {
  const names = people.map(({ name, address }) => name || address);
  return { shown: names.slice(0, most).join(', '), more: Math.max(0, names.length - most) };
};

/** An address's domain, for texts about who vouches for it; the whole address when it has none. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1) || address;
