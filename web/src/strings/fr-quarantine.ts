import { quarantineWords } from '../../../shared/api/labels.ts';
import type { quarantine as english, passing as englishPassing } from './en-quarantine.ts';

/** The same in Canadian French. */
export const quarantine: typeof english = {
  tab: 'Quarantaine',
  title: 'Quarantaine',
  which: 'Quels courriels',
  held: 'En attente de décision',
  handled: 'Déjà décidés',
  intro:
    'Les courriels adressés aux conversations de ce projet qui ont été retenus. Personne n’a reçu de courriel, et aucun expéditeur n’a reçu de réponse. Ce qui est montré est ce que le courriel dit de lui-même.',
  none: 'Aucun courriel n’est retenu.',
  noneHandled: 'Rien n’a encore été décidé.',
  reasons: quarantineWords.fr,
  noSubject: '(sans sujet)',
  noSender: '(sans expéditeur)',
  received: 'Reçu',
  conversation: 'Conversation',
  size: 'Taille',
  files: 'Fichiers',
  formerOf: 'Était l’adresse de',
  formerUntil: 'jusqu’au',
  formerUntilUnknown: 'date du changement inconnue',
  checks: 'Ce que le service de courriel a constaté',
  words: 'Ce qu’il dit',
  more: 'Montrer ce qu’il dit',
  noWords: 'Il ne contient pas de texte.',
  release: 'Libérer',
  releaseOf: (subject) => `Libérer : ${subject}`,
  discard: 'Rejeter',
  discardOf: (subject) => `Rejeter : ${subject}`,
  releaseTitle: 'Libérer ce courriel ?',
  releaseText: (from) =>
    `Il est consigné dans sa conversation comme venant de ${from}, avec votre nom comme celui qui l’a libéré, et transmis aux autres. Son expéditeur ne reçoit pas de réponse. Ceci ne peut être annulé.`,
  discardTitle: 'Rejeter ce courriel ?',
  discardText:
    'Il reste définitivement hors de la conversation, et personne ne reçoit de courriel. Ceci ne peut être annulé.',
  reason: 'Motif',
  reasonHint: 'Conservé avec le courriel, à votre nom, pour les administrateurs.',
  reasonMissing: 'Dites pourquoi.',
  deciding: 'Un instant…',
  otherWay: 'Entre-temps, un autre administrateur a décidé le contraire.',
  networkFailed: 'On ne sait pas si cela a été fait. Réessayez : personne ne recevra deux fois le courriel.',
  done: { released: 'Libéré.', discarded: 'Rejeté.' },
  by: {
    released: (name) => `Libéré par ${name}`,
    discarded: (name) => `Rejeté par ${name}`,
  },
  because: (reason) => `« ${reason} »`,
};

export const passing: typeof englishPassing = {
  released: (name) => `Retenu à son arrivée, puis libéré par ${name}.`,
  passedOn: (name) => `Transmis aux autres par ${name}.`,
  waiting: {
    unverified: 'Consigné, mais non transmis aux autres : rien ne prouve qui l’a écrit.',
    unaddressed:
      'Consigné, mais non transmis aux autres : il n’était pas adressé à cette conversation et n’y répond à rien. C’est peut-être un ancien courriel envoyé ici par quelqu’un d’autre.',
    before_conversation:
      'Consigné, mais non transmis aux autres : sa date est antérieure à cette conversation, ou manque. C’est peut-être un ancien courriel envoyé ici par quelqu’un d’autre.',
    brake: 'Consigné, mais non transmis aux autres : cette conversation a reçu trop de courriels en peu de temps.',
    budget: 'Consigné, mais non transmis aux autres : ce projet a atteint le nombre de courriels qu’il peut envoyer.',
  },
  waitingForAdmin: 'Un administrateur peut le transmettre.',
  pass: 'Transmettre aux autres',
  passing: 'Un instant…',
  passed: 'Il est dans la file d’envoi.',
  failed: 'Il n’a pas été transmis. Réessayez : personne ne recevra deux fois le courriel.',
  reported: (addresses) => `Il signale qu’un courriel n’a pas été remis à ${addresses}.`,
  reportedNobody: 'Il signale qu’un courriel n’est pas arrivé, sans dire à qui il était destiné.',
  reportedHelp:
    'N’importe qui peut écrire un tel avis. Ce que l’on sait du courriel de chaque personne figure à côté d’elle et vient du seul service de courriel.',
};
