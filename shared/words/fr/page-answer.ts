import type { Strings } from '../en/page.ts';

/** Texts about replying and forwarding, in Canadian French. */
export const answer: Strings['answer'] = {
  actions: { reply: 'Répondre', reply_all: 'Répondre à tous', forward: 'Transférer' },
  actionFor: {
    reply: (name) => `Répondre : ${name}`,
    reply_all: (name) => `Répondre à tous : ${name}`,
    forward: (name) => `Transférer : ${name}`,
  },
  withKey: (action, key) => `${action} (${key})`,
  titles: { reply: 'Répondre', reply_all: 'Répondre à tous', forward: 'Transférer' },
  open: 'Toute la conversation peut voir ce courriel. Les personnes ajoutées dans À ou Cc reçoivent la suite.',
  aside:
    'Seules les personnes choisies ici, l’expéditeur de la conversation et les administrateurs voient ce courriel. Les réponses des personnes étrangères à la conversation ne parviennent qu’à vous.',
  asideNote:
    'Non visible pour toute la conversation : seuls le voient son auteur, ses destinataires, l’expéditeur de la conversation et les administrateurs.',
  languageHelp: 'du courriel',
  below: 'Courriel cité',
  showBelow: (name) => `Afficher le courriel cité (${name}) : il suit votre message`,
  hideBelow: 'Masquer le courriel cité',
  along: 'Joindre aussi',
  document: 'La facture telle qu’envoyée',
  bccGivenAway:
    'Ce courriel révélerait un destinataire en Cci à certaines de ces personnes. Retirez-les, ou écrivez seulement au destinataire en Cci.',
  bccGivenAwayHere:
    'Quelqu’un ici ne doit pas apprendre l’existence d’une personne en Cci que ce courriel nomme ou cite.',
};
