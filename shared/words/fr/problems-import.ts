import type { importProblems as english } from '../en/problems-import.ts';

/** Problems with what the invoicing system imports, in Canadian French. */
export const importProblems: typeof english = {
  refersToMissing: 'La requête renvoie à des éléments qui ne sont pas encore enregistrés; voir « errors ».',
  notStored: 'n’est pas enregistré dans ce projet',
  withoutFont: (letters, row) =>
    `${row === null ? '' : `ligne ${row} : `}contient des lettres qui ne s’imprimeraient pas : ${letters}; écrivez ce texte dans un autre alphabet`,
  addressNotPlain: 'doit être une seule adresse simple, dont la partie locale est en ASCII',
  addressOurs: 'doit être l’adresse de la personne elle-même, et non une adresse du domaine qui reçoit les réponses',
  logo: {
    kind: 'n’est pas un PNG ou un JPEG ordinaire, quel que soit son nom : enregistrez le logo en PNG, ou en JPEG RVB',
    pixels:
      'compte plus de 4 millions de pixels : enregistrez le logo à une taille plus petite; il est imprimé à 260 sur 52 pixels',
    scans: 'est un JPEG qui compte trop de balayages (scans) : enregistrez de nouveau le logo en PNG ou en JPEG',
    broken:
      'est endommagé ou incomplet : ouvrez le logo dans un logiciel d’images et enregistrez-le de nouveau en PNG ou en JPEG',
  },
  lines: {
    invalid: 'Les lignes ne sont pas valides; voir « errors ».',
    oneWay: 'donnez soit lines, soit linesUploadId',
    tooManyRows: (most) => `compte plus de ${most} rangées`,
    rowNotJson: (row) => `la rangée ${row} n’est pas du JSON`,
    inRow: (row, fault) => `rangée ${row} : ${fault}`,
  },
  invoice: {
    inconsistent: 'La facture n’est pas cohérente.',
    totalsDisagree: 'Les totaux ne concordent pas avec les lignes.',
    noSuchFigure: 'ce montant n’existe pas dans la facture',
    turnoverTooLarge: 'les montants de cette facture totalisent plus de 99999999999.99',
    disagree: (what, given, expected) => `${what} : ${given} reçu, ${expected} attendu`,
    ownLines: 'valeurs prévues des lignes propres au contrat par rapport au montant initial du contrat',
    orderLines: (order, approved) =>
      `valeurs prévues des lignes de l’ordre de changement ${order} (${approved ? 'approuvé' : 'non approuvé à la fin de la période'})`,
    certificatesPaid: 'certificats de paiement antérieurs par rapport aux paiements de toutes les factures précédentes',
    certificatesLine6: 'certificats de paiement antérieurs par rapport à la ligne 6 de la facture précédente',
    previouslyBilled: (item) => `ligne ${item} : facturé antérieurement`,
    heldBefore: (item) => `ligne ${item} : retenue antérieure`,
    heldOnMaterialsBefore: (item) => `ligne ${item} : retenue antérieure sur les matériaux entreposés`,
    releasedBefore: {
      work: 'retenue sur les travaux libérée par toutes les factures précédentes',
      materials: 'retenue sur les matériaux libérée par toutes les factures précédentes',
    },
    lineGone: (item, billed) => `la ligne ${item} de la facture précédente est absente : ${billed} facturé à ce jour`,
    unknownOrder: (item) => `ligne ${item} : cet ordre de changement ne figure pas au contrat`,
    releasedTooMuch: (item, released, held) => `ligne ${item} : ${released} libéré, ${held} retenu`,
    releasedOther: (item, released, held) =>
      `ligne ${item} : ${released} libéré, alors que ${held} est retenu et doit être libéré en entier`,
    heldTooLarge: (item) => `ligne ${item} : la retenue dépasse ce qu’un montant peut être`,
    rateMissing: (item) => `ligne ${item} : aucun taux propre à la ligne, et aucun pour toutes les lignes`,
  },
};
