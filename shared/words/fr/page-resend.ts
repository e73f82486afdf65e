import type { resend as english, report as englishReport } from '../en/page-resend.ts';

/** Texts about resending and of the delivery report, in Canadian French. */
export const resend: typeof english = {
  action: 'Corriger et renvoyer',
  actionFor: (name) => `Corriger et renvoyer : ${name}`,
  title: 'Corriger et renvoyer',
  intro:
    'Seules les personnes choisies ici reçoivent un nouveau courriel : le même message dans la même conversation, avec le même PDF.',
  people: 'Destinataires',
  directory:
    'L’adresse est celle qui figure maintenant dans le répertoire du projet. Elle y est corrigée par le système de facturation qui remplit le répertoire ou par un administrateur du projet.',
  lookAgain: 'Recharger le répertoire',
  looking: 'Lecture du répertoire…',
  lookFailed: 'Le répertoire n’a pas pu être lu.',
  sameAddress: 'Même adresse qu’avant.',
  sameRefused:
    'Le répertoire contient encore l’adresse qui a été refusée. Corrigez-la d’abord, sinon elle sera fort probablement refusée de nouveau.',
  changed: (before, now) => `L’adresse était ${before}; le courriel ira à ${now}.`,
  gone: 'N’est plus dans le répertoire : ne peut plus recevoir de courriel.',
  unconfirmed: (names) =>
    `${names} : le courriel pourrait déjà être arrivé, car la réponse du service de courriel s’est perdue. Demandez avant de renvoyer, sinon il pourrait arriver deux fois.`,
  reason: 'Motif',
  reasonHint: 'Conservé avec la tentative, pour les administrateurs.',
  reasonMissing: 'Indiquez un motif.',
  nobody: 'Choisissez au moins une personne.',
  confirm: (count) => (count === 1 ? 'Renvoyer à 1 personne' : `Renvoyer à ${count} personnes`),
  anyway: 'Renvoyer quand même',
  sending: 'Demande en cours…',
  accepted: (names) => `Accepté : le courriel attend dans la file d’envoi pour ${names}.`,
  notNeeded: 'Il est depuis parvenu à certaines d’entre elles. Vérifiez de nouveau les états.',
  tooEarly: 'L’envoi à certaines d’entre elles n’est pas encore terminé. Attendez la fin de l’envoi.',
  removed: 'Certaines d’entre elles ne sont plus dans le répertoire.',
  networkFailed:
    'On ne sait pas si la demande a été acceptée. Réessayez : personne ne recevra deux courriels pour autant.',
  attempt: (number) => `Tentative ${number}`,
  asked: (name) => `demandée par ${name}`,
  because: (reason) => `« ${reason} »`,
};

export const report: typeof englishReport = {
  tab: 'Remises',
  title: 'Rapport de remise',
  state: 'État de la remise',
  anyState: 'Tous les états',
  download: 'Télécharger le CSV',
  downloading: 'Téléchargement…',
  downloadFailed: 'Le fichier n’a pas pu être produit. Réessayez.',
  fileName: (project) => `remises ${project}.csv`,
  none: 'Aucune remise à afficher.',
  caption: 'Résultat de chaque message par destinataire, du plus récent au plus ancien',
  invoice: 'Facture',
  recipient: 'Destinataire',
  since: 'Depuis',
  detail: 'Précisions',
  attempt: 'Tentative',
};
