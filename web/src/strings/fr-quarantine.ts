import { quarantineWords } from '../../../shared/api/labels.ts';
import type { quarantine as english, passing as englishPassing, sending as englishSending } from './en-quarantine.ts';

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
  expired: (days) => `Rejeté par le service : personne n’a décidé en ${days} jours`,
  moreFiles: (count) => `et ${count} autres`,
  select: (subject) => `Sélectionner : ${subject}`,
  selectAll: (count) => `Sélectionner les ${count} affichés`,
  selected: (count) => `${count} ${count > 1 ? 'sélectionnés' : 'sélectionné'}`,
  discardSelected: 'Rejeter la sélection',
  bulkTitle: (count) => (count === 1 ? 'Rejeter ce courriel?' : `Rejeter ces ${count} courriels?`),
  bulkText:
    'Ils restent définitivement hors de leurs conversations, et personne ne reçoit de courriel. Ceci ne peut être annulé.',
  bulkDone: (discarded, others) => {
    const done = discarded > 1 ? `${discarded} rejetés.` : `${discarded} rejeté.`;
    return others === 0
      ? done
      : `${done} Un autre administrateur avait déjà décidé pour ${others}, ou ils n’existent plus.`;
  },
  moreMails: (count) => (count === 1 ? '1 autre courriel à' : `${count} autres courriels à`),
  moreOf: (count, subject) => `${count} autres à : ${subject}`,
  between: 'entre',
  and: 'et',
  keptNotListed: 'Conservés, mais non listés : il en est trop venu d’expéditeurs que rien ne prouve.',
  listThem: 'Les afficher',
  hideThem: 'Les masquer',
  discardThem: 'Les rejeter tous',
  because: (reason) => `« ${reason} »`,
};

export const sending: typeof englishSending = {
  pause: 'Suspendre les envois',
  resume: 'Reprendre les envois',
  paused: 'Les envois sont suspendus',
  pausedBy: (name) => `Les envois sont suspendus par ${name}`,
  since: 'depuis le',
  because: '. Motif :',
  whatFollows: 'Aucun courriel de ce projet ne part. Ce qui attend est annulé et pourra être renvoyé plus tard.',
  pauseTitle: 'Suspendre tous les courriels de ce projet?',
  pauseText:
    'Plus rien ne part de ce projet tant qu’un administrateur ne reprend pas les envois : ni facture, ni réponse, ni courriel transmis. Les courriels en attente sont annulés et l’indiquent; ils ne partent pas d’eux-mêmes plus tard, mais peuvent être renvoyés. Les réponses reçues sont toujours consignées. Ce que le service de courriel a déjà ne peut être rappelé.',
  resumeTitle: 'Reprendre les courriels de ce projet?',
  resumeText:
    'Les nouveaux courriels partent de nouveau. Ceux qui ont été annulés entre-temps le restent : renvoyez-les au besoin.',
  reason: 'Motif',
  reasonHint: 'Montré à chaque administrateur du projet, avec votre nom.',
  reasonMissing: 'Dites pourquoi.',
  turning: 'Un instant…',
};

export const passing: typeof englishPassing = {
  released: (name) => `Retenu à son arrivée, puis libéré par ${name}.`,
  passedOn: (name) => `Transmis aux autres par ${name}.`,
  waiting: {
    unverified: 'Consigné, mais non transmis aux autres : rien ne prouve qui l’a écrit.',
    unaddressed:
      'Consigné, mais non transmis aux autres : rien ne prouve qu’il a été écrit pour cette conversation. C’est peut-être un ancien courriel envoyé ici par quelqu’un d’autre.',
    before_conversation:
      'Consigné, mais non transmis aux autres : sa date est antérieure à cette conversation, manque ou n’est pas prouvée. C’est peut-être un ancien courriel envoyé ici par quelqu’un d’autre.',
    brake: 'Consigné, mais non transmis aux autres : cette conversation a reçu trop de courriels en peu de temps.',
    daily_cap:
      'Consigné, mais non transmis aux autres : cette conversation a reçu autant de courriels qu’il en faut pour une journée, comme lorsque deux programmes se répondent. Désormais, tout y attend. En transmettre un laisse de nouveau passer les suivants.',
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
