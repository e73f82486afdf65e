import type { Strings } from './en.ts';

/** Répondre et transférer, in Canadian French. */
export const answer: Strings['answer'] = {
  actions: { reply: 'Répondre', reply_all: 'Répondre à tous', forward: 'Transférer' },
  actionFor: {
    reply: (name) => `Répondre au courriel de ${name}`,
    reply_all: (name) => `Répondre à tous au courriel de ${name}`,
    forward: (name) => `Transférer le courriel de ${name}`,
  },
  withKey: (action, key) => `${action} (${key})`,
  titles: { reply: 'Répondre', reply_all: 'Répondre à tous', forward: 'Transférer' },
  open: 'Ce courriel est ouvert à toute la conversation. Les personnes ajoutées dans À ou Cc reçoivent la suite.',
  aside:
    'Seules les personnes choisies ici, l’expéditeur de la conversation et les administrateurs voient ce courriel. Qui n’est pas de la conversation répond à vous seul.',
  asideNote:
    'Non ouvert à la conversation : seuls le voient son auteur, ses destinataires, l’expéditeur de la conversation et les administrateurs.',
  languageHelp: 'du courriel',
  below: 'Courriel cité',
  showBelow: (name) => `Afficher ce que ${name} a écrit : ce texte suit votre message`,
  hideBelow: 'Masquer le courriel cité',
  along: 'À joindre',
  document: 'La facture telle qu’envoyée',
  bccGivenAway:
    'Ce courriel révélerait à certaines de ces personnes quelqu’un en Cci. Retirez-les, ou écrivez à la personne en Cci seulement.',
  bccGivenAwayHere: 'Une personne ici ne doit pas savoir qu’une personne en Cci est nommée ou citée dans ce courriel.',
};
