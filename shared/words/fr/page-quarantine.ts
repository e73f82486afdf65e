import type {
  quarantine as english,
  passing as englishPassing,
  sending as englishSending,
} from '../en/page-quarantine.ts';
import { reasons } from './quarantine.ts';

/** Texts about mail that waits for an Admin, in Canadian French. */
export const quarantine: typeof english = {
  tab: 'Quarantaine',
  title: 'Quarantaine',
  which: 'Afficher',
  held: 'En attente de décision',
  handled: 'Déjà décidés',
  intro:
    'Courriels adressés aux conversations de ce projet et mis en quarantaine à leur arrivée. Ils n’ont donné lieu à aucun envoi, et aucun expéditeur n’a reçu de réponse. Le contenu est affiché tel que reçu, sans vérification.',
  none: 'Aucun courriel n’est en quarantaine.',
  noneHandled: 'Aucune décision pour le moment.',
  reasons: reasons,
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
  words: 'Message',
  more: 'Afficher le message',
  noWords: '(aucun texte)',
  release: 'Libérer',
  releaseOf: (subject) => `Libérer : ${subject}`,
  discard: 'Écarter',
  discardOf: (subject) => `Écarter : ${subject}`,
  releaseTitle: 'Libérer ce courriel?',
  releaseText: (from) =>
    `Il sera consigné dans sa conversation, avec ${from} comme expéditeur et la mention que vous l’avez libéré, puis transmis aux autres. Son expéditeur ne recevra pas de réponse. Cette action est irréversible.`,
  discardTitle: 'Écarter ce courriel?',
  discardText:
    'Il restera définitivement hors de la conversation, et aucun courriel ne sera envoyé. Cette action est irréversible.',
  reason: 'Motif',
  reasonHint: 'Conservé avec le courriel et votre nom, pour les administrateurs.',
  reasonMissing: 'Indiquez un motif.',
  deciding: 'Enregistrement…',
  otherWay: 'Un autre administrateur a depuis pris une décision différente.',
  networkFailed: 'On ne sait pas si cela a été fait. Réessayez : personne ne recevra deux fois le courriel.',
  done: { released: 'Libéré.', discarded: 'Écarté.' },
  by: {
    released: (name) => `Libéré par ${name}`,
    discarded: (name) => `Écarté par ${name}`,
  },
  expired: (days) => `Écarté automatiquement : personne n’a pris de décision en ${days} jours`,
  moreFiles: (count) => `et ${count} autres`,
  select: (subject) => `Sélectionner : ${subject}`,
  selectAll: (count) => `Sélectionner les ${count} affichés`,
  selected: (count) => `${count} ${count > 1 ? 'sélectionnés' : 'sélectionné'}`,
  discardSelected: 'Écarter la sélection',
  bulkTitle: (count) => (count === 1 ? 'Écarter ce courriel?' : `Écarter ces ${count} courriels?`),
  bulkText:
    'Ils resteront définitivement hors de leurs conversations, et aucun courriel ne sera envoyé. Cette action est irréversible.',
  bulkDone: (discarded, others) => {
    const done = discarded > 1 ? `${discarded} écartés.` : `${discarded} écarté.`;
    return others === 0
      ? done
      : `${done} Un autre administrateur avait déjà pris une décision pour ${others}, ou ils n’existent plus.`;
  },
  moreMails: (count) => (count === 1 ? '1 autre courriel à' : `${count} autres courriels à`),
  moreOf: (count, subject) => `${count} autres à : ${subject}`,
  between: 'entre',
  and: 'et',
  keptNotListed: 'Conservés, mais non affichés : trop de courriels sont venus d’expéditeurs non vérifiés.',
  listThem: 'Les afficher',
  hideThem: 'Les masquer',
  discardThem: 'Les écarter tous',
  because: (reason) => `« ${reason} »`,
};

export const sending: typeof englishSending = {
  pause: 'Suspendre les envois',
  resume: 'Reprendre les envois',
  paused: 'Les envois sont suspendus',
  pausedBy: (name) => `Les envois sont suspendus par ${name}`,
  since: 'depuis le',
  because: '. Motif :',
  whatFollows:
    'Aucun courriel de ce projet ne part. Les courriels en attente sont annulés et pourront être renvoyés plus tard.',
  pauseTitle: 'Suspendre tous les courriels de ce projet?',
  pauseText:
    'Plus rien ne part de ce projet tant qu’un administrateur ne reprend pas les envois : ni facture, ni réponse, ni courriel transmis. Les courriels en attente sont annulés et l’indiquent; ils ne partent pas automatiquement plus tard, mais peuvent être renvoyés. Les réponses reçues sont toujours consignées. Les courriels que le service de courriel a déjà ne peuvent pas être rappelés.',
  resumeTitle: 'Reprendre les courriels de ce projet?',
  resumeText:
    'Les nouveaux courriels partent de nouveau. Ceux qui ont été annulés pendant la suspension le restent : renvoyez-les au besoin.',
  reason: 'Motif',
  reasonHint: 'Affiché avec votre nom à chaque administrateur du projet.',
  reasonMissing: 'Indiquez un motif.',
  turning: 'Enregistrement…',
};

export const passing: typeof englishPassing = {
  released: (name) => `Mis en quarantaine à son arrivée, puis libéré par ${name}.`,
  passedOn: (name) => `Transmis aux autres par ${name}.`,
  waiting: {
    unverified: 'Consigné, mais non transmis aux autres : rien ne prouve qui l’a écrit.',
    unaddressed:
      'Consigné, mais non transmis aux autres : rien ne prouve qu’il a été écrit pour cette conversation. C’est peut-être un ancien courriel envoyé ici par quelqu’un d’autre.',
    before_conversation:
      'Consigné, mais non transmis aux autres : sa date est antérieure à cette conversation, absente ou non prouvée. C’est peut-être un ancien courriel envoyé ici par quelqu’un d’autre.',
    brake: 'Consigné, mais non transmis aux autres : cette conversation a reçu trop de courriels en peu de temps.',
    daily_cap:
      'Consigné, mais non transmis aux autres : cette conversation a atteint sa limite quotidienne de courriels, comme lorsque deux programmes se répondent. Désormais, tout y attend. En transmettre un laisse de nouveau passer les suivants.',
    budget: 'Consigné, mais non transmis aux autres : ce projet a atteint le nombre de courriels qu’il peut envoyer.',
  },
  waitingForAdmin: 'Un administrateur peut le transmettre.',
  pass: 'Transmettre aux autres',
  passing: 'Transmission…',
  passed: 'Il est dans la file d’envoi.',
  failed: 'Il n’a pas été transmis. Réessayez : personne ne recevra deux fois le courriel.',
  reported: (addresses) => `Il signale qu’un courriel n’a pas été remis à ${addresses}.`,
  reportedNobody: 'Il signale qu’un courriel n’est pas arrivé, sans nommer le destinataire.',
  reportedHelp:
    'N’importe qui peut écrire un tel avis. L’état affiché à côté de chaque personne provient uniquement du service de courriel.',
};
