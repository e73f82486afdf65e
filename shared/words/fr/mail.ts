import type { mail as english } from '../en/mail.ts';

export const mail: typeof english = {
  marker: 'Veuillez répondre au-dessus de cette ligne',
  subject: (invoice, contract, start, end) =>
    `Facture ${invoice}, contrat ${contract}, période de facturation du ${start} au ${end}`,
  forwardPrefix: 'TR : ',
  attached: (name: string) => `Veuillez trouver la facture ci-jointe : ${name}`,
  alsoAttached: (name: string) => `Pièce jointe : ${name}`,
  replyOf: (name: string) => `Réponse de ${name} :`,
  hidden: (name: string) =>
    `${name} ne figure pas ouvertement dans cette conversation : cette réponse n’est allée qu’à vous. Une réponse à ce courriel ira à toute la conversation; pour répondre à ${name} seulement, passez par l’onglet Courriels.`,
  footer: {
    everybody: () =>
      'Répondez à ce courriel : votre réponse parvient à toutes les personnes de cette conversation et est conservée avec la facture.',
    hidden: () =>
      'Vous êtes en copie cachée : la réponse à ce courriel ne va qu’à la personne qui vous y a mis, et est conservée avec la facture.',
    author: (name: string) =>
      `Ce courriel vous a été adressé à part : votre réponse va à ${name}, non à toute la conversation, et est conservée avec la facture.`,
  },
  open: 'Ouvrir la conversation :',
  relay: {
    passed: (name: string) => `Transmis par ${name}.`,
    unverified: 'Le service de courriel n’a pas pu vérifier qui l’a écrit.',
    leftBehind: 'Non transmis par ce courriel, à consulter avec la facture dans l’onglet Courriels :',
  },
  quoted: {
    wrote: (at: string, name: string) => `Le ${at}, ${name} a écrit :`,
    at: (date: string, hour: string, minute: string) => `${date} à ${Number(hour)} h ${minute}`,
    forwarded: '---------- Message transféré ----------',
    colon: ' : ',
    heads: { from: 'De', date: 'Date', subject: 'Objet', to: 'À', cc: 'Cc' },
  },
};
