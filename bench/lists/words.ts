/** Generates the texts of the seeded mails: construction vocabulary and amounts, reproducible from a seed. */

const common =
  'bonjour la facture du contrat est approuvée et le paiement suivra vendredi merci de votre réponse pour les travaux voir ci-joint bordereau ligne montant retenue avancement chantier acier charpente béton coffrage toiture dalle poutre colonne escalier garde-corps livraison semaine prochaine équipe ingénieur architecte plan révision avenant ordre de changement quantité prix unitaire certificat paiement taxe TPS TVQ client entrepreneur sous-traitant réunion visite correction photo mesure attente signature invoice attached please confirm schedule values line total amount due approved thanks regards steel concrete delivery change order drawing revised quantity week'.split(
    ' ',
  );
const starts =
  'ba be bo bri ca ce cha cla co cra da de do fa fer fi fla ga ge gra la le li lo ma me mo na no pa pe pla po ra re ri ro sa se si so ta te ti to tra va ve vi vo'.split(
    ' ',
  );
const ends = 'ment tion age eur ique able ance ier et on ville ard in eau is ette ure elle ois al'.split(' ');

/** Invented words for the rest of a text; the common ones make up 72 % of it, and amounts 3 %. */
const rare = starts.flatMap((a) => starts.slice(0, 12).flatMap((b) => ends.slice(0, 10).map((c) => a + b + c)));

/** A seeded random number generator (mulberry32), so that all runs seed the same data. */
export const numbersOf = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

export const pick = <T>(next: () => number, from: readonly T[]): T => {
  const one = from[Math.floor(next() * from.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
};

export const sentence = (next: () => number, words: number): string =>
  Array.from({ length: words }, () => {
    const draw = next();
    if (draw < 0.03) return `${Math.floor(next() * 90_000)},${10 + Math.floor(next() * 89)}`;
    if (draw < 0.75) return pick(next, common);
    return rare[Math.floor(rare.length * next() ** 2)] ?? 'mur';
  }).join(' ');

/** A word in exactly one conversation. */
export const theHit = 'quadrilobe';
/** A word in no conversation. */
export const theMiss = 'xylophage';
