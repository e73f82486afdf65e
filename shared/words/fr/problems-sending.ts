import type { sendingProblems as english } from '../en/problems-sending.ts';

/** Problems with people, files, conversations and quarantined mail, in Canadian French. */
export const sendingProblems: typeof english = {
  recipients: {
    invalid: 'Les destinataires ne sont pas valides; voir « errors ».',
    notInDirectory: 'ne figure pas dans le répertoire de ce projet',
    nobodyInTo: 'doit nommer au moins une personne',
    tooMany: (most) => `compte, avec cc et bcc, plus de ${most} personnes`,
    bccGivenAway: 'Cela révélerait un destinataire en Cci; voir « errors ».',
    mayNotKnow: 'ne doit pas connaître un destinataire en Cci que ce courriel nomme ou cite',
  },
  senderNotInDirectory: 'Ajoutez-vous d’abord au répertoire de ce projet.',
  invoiceChanged: 'La facture a changé : vérifiez-la de nouveau.',
  signature: {
    required: 'Ce contrat exige une signature : signez la facture, puis envoyez-la dans les 15 minutes.',
    nameDiffers: 'Vous ne pouvez signer qu’en votre propre nom; voir « errors ».',
    notYourName: 'n’est pas votre nom dans le répertoire de ce projet',
    notRecent: 'La signature ne date pas des 15 dernières minutes : signez de nouveau.',
    notOfNow: 'remonte à plus de 15 minutes, ou est dans le futur',
  },
  notAnswerable: 'Il n’est pas possible de répondre à ce courriel; voir « errors ».',
  noticeOrRelay: 'est un avis, ou le relais d’un courriel auquel il est possible de répondre directement',
  relayNotWaiting: 'Ce courriel n’attend pas d’être transmis.',
  resend: {
    notNeeded: 'Le courriel a déjà été envoyé à certains de ces destinataires; voir « errors ».',
    hasIt: 'l’a reçu, pour autant que l’on sache',
    tooEarly: 'L’envoi à certains de ces destinataires n’est pas encore terminé; voir « errors ».',
    underWay: 'est encore en attente ou en cours d’envoi',
    stranger: 'n’est pas un destinataire de ce courriel',
    removed: 'Certains destinataires ne sont plus dans le répertoire; voir « errors ».',
    gone: 'n’est plus dans le répertoire',
  },
  mailBudget: ({ of, window, limit, used, freeAt }, mails) => {
    const who = {
      project: 'Ce projet peut donner lieu à',
      user: 'Un utilisateur peut donner lieu à',
      notices: 'Les avis concernant ce projet se limitent à',
    };
    const per = window === 'hour' ? 'par heure' : 'par 24 heures';
    return `${who[of]} ${limit} courriels ${per}; ${used} sont utilisés, et cette demande en exige ${mails}. Elle sera de nouveau possible à partir de ${freeAt}.`;
  },
  files: {
    invalid: 'Les fichiers ne sont pas valides; voir « errors ».',
    notOfEmail: 'n’est pas un fichier de ce courriel',
    tooMany: (most) => `sont, avec attachmentIds, plus de ${most}`,
    noName: 'n’est pas un nom de fichier',
    wrongType: 'Les fichiers de ce type ne peuvent pas être envoyés.',
    wrongExtension: 'a une extension que les services de courriel refusent',
    notClean: 'Ce fichier ne peut pas être envoyé.',
    disguised: 'n’est pas ce que son nom annonce, ou est un programme ou une page Web',
    tooLarge: (bytes) => `Un fichier peut compter au plus ${bytes} octets.`,
    tooLargeTogether: (bytes) => `En plus de la facture, les fichiers peuvent totaliser ${bytes} octets.`,
    tooLargeInTotal: 'sont trop volumineux au total',
    tooManyAnnounced: (seconds) =>
      `Trop de fichiers ont été annoncés en une heure : réessayez dans ${seconds} secondes.`,
    missing: 'Téléversez d’abord le fichier.',
    notUploaded: 'a été annoncé, mais n’a pas été téléversé',
    changed: 'Téléversez de nouveau le fichier.',
    notAnnounced: 'n’est pas le fichier annoncé',
  },
  document: {
    tooLarge: 'Cette facture est trop volumineuse pour être mise en PDF.',
    failed: 'Le PDF n’a pas pu être produit. Réessayez plus tard.',
  },
  quarantine: {
    malware:
      'Ce courriel contient un virus, un programme ou quelque chose qui ne peut pas être examiné. Il n’est jamais libéré : demandez à son expéditeur de l’envoyer de nouveau sans ce fichier, et écartez-le.',
    unparseable:
      'Ce courriel n’a pas pu être lu dans les limites prévues, et son contenu est donc inconnu. Il n’est jamais libéré : demandez à son expéditeur de l’envoyer de nouveau, et écartez-le.',
    released: 'Ce courriel a déjà été libéré.',
    discarded: 'Ce courriel a déjà été écarté.',
    hourMissing: 'est obligatoire avec state=beyond, tout comme communicationId',
  },
};
