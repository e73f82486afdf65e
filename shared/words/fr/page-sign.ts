import type { sign as english } from '../en/page-sign.ts';

/** Texts about signing an invoice, in Canadian French. */

const minutes = (count: number) => (count < 2 ? `${count} minute` : `${count} minutes`);

export const sign: typeof english = {
  title: 'Signature',
  name: 'Votre nom',
  jobTitle: 'Votre titre',
  sign: 'Signer',
  help: 'Le contrat exige votre signature : le nom et le titre que vous tapez, et le moment où vous appuyez sur Signer. Ils sont imprimés dans le PDF, et nos dossiers les conservent avec l’empreinte de la facture. Ce n’est pas une signature électronique qualifiée.',
  signedBy: (name, title) => (title === '' ? `Signature : ${name}` : `Signature : ${name}, ${title}`),
  valid: (count) => `Valide pendant ${minutes(count)}`,
  validSpoken: (count) => `Votre signature est valide encore ${minutes(count)}.`,
  remove: 'Retirer la signature',
  unsigned: 'L’aperçu n’est pas encore signé. Signez, et il montrera exactement le fichier qui sera joint.',
  missing: 'Le contrat exige une signature : signez avant d’envoyer.',
  nameMissing: 'Tapez votre nom.',
  nameDiffers: (name) => `Tapez votre nom tel qu’il figure dans le répertoire du projet : ${name}.`,
  wrong: 'Votre nom et votre titre doivent tenir sur une ligne chacun, d’au plus 120 caractères.',
  expired:
    'Votre signature date de plus de 15 minutes : signez de nouveau. Rien de ce que vous avez écrit n’est perdu.',
  changed: 'La facture a changé depuis que vous avez signé : vérifiez le PDF, puis signez de nouveau.',
  refused: 'Votre signature n’a pas été acceptée : voyez Signature plus haut.',
};
