import type { Strings } from '../en/page.ts';
import { fr as shared } from './document.ts';
import { answer } from './page-answer.ts';
import { composer } from './page-composer.ts';
import { emails } from './page-emails.ts';
import { passing, quarantine, sending } from './page-quarantine.ts';
import { reading } from './page-reading.ts';
import { report, resend } from './page-resend.ts';
import { sign } from './page-sign.ts';

/** All texts of the page in Canadian French, with no-break spaces before colons and inside guillemets. */

const words = shared.invoice;

const plural = (count: number, one: string, many: string) =>
  `${count.toLocaleString('fr-CA')} ${count < 2 ? one : many}`;

export const fr: Strings = {
  app: {
    name: 'Courriel',
    tagline: 'Facturation avancée',
    skip: 'Passer au contenu',
    language: 'Langue',
    otherLanguage: 'English',
    signOut: 'Changer d’utilisateur',
    signedInAs: (name) => `Session ouverte : ${name}`,
    home: 'Projets',
    breadcrumb: 'Fil d’Ariane',
    loading: 'Chargement…',
    retry: 'Réessayer',
    loadMore: 'Afficher la suite',
    shown: (shown, total) => `${shown.toLocaleString('fr-CA')} sur ${plural(total, 'ligne', 'lignes')}`,
    missingTitle: 'Il n’y a rien ici',
    missingText: 'La page n’existe pas, ou elle ne vous est pas accessible.',
    backHome: 'Retour à vos projets',
    crashedTitle: 'La page a cessé de fonctionner',
    crashedText: 'Rien de ce que vous avez envoyé n’est touché. Votre brouillon est conservé dans cet onglet.',
    reload: 'Recharger la page',
    close: 'Fermer',
    cancel: 'Annuler',
    actKeys: { apple: '⌘Retour', other: 'Ctrl+Entrée' },
    dismiss: 'Masquer',
    yes: 'Oui',
    no: 'Non',
  },
  problems: {
    network: 'Le service est injoignable. Vérifiez votre connexion.',
    notFound: 'Cet élément n’existe pas, ou il ne vous est pas accessible.',
    forbidden: 'Votre permission dans ce projet ne le permet pas.',
    unauthorized: 'Votre session est terminée. Choisissez de nouveau un utilisateur.',
    tooMany: 'Trop de demandes. Patientez un instant, puis réessayez.',
    budget: {
      locale: 'fr-CA',
      project: (limit, used, at) =>
        `Ce projet peut envoyer un nombre limité de courriels, un par destinataire : ${limit}, dont ${used} sont utilisés. Rien n’est parti. Réessayez à partir de ce moment : ${at}.`,
      user: (limit, used, at) =>
        `Vous pouvez envoyer un nombre limité de courriels, un par destinataire : ${limit}, dont ${used} sont utilisés. Rien n’est parti. Réessayez à partir de ce moment : ${at}.`,
    },
    server: 'Un problème est survenu de notre côté. Réessayez dans un instant.',
    other: 'La demande n’a pas été acceptée.',
  },
  signIn: {
    title: 'Choisissez qui vous êtes',
    text: 'Ceci est la version locale : prenez l’un des utilisateurs fournis. Sa permission détermine ce qu’il voit.',
    unavailable: 'Ce serveur n’offre aucune liste d’utilisateurs.',
    noProjects: 'Aucun projet',
  },
  levels: { none: 'Aucun accès', read_only: 'Lecture seule', standard: 'Standard', admin: 'Administrateur' },
  viewsDetails: 'voit le détail des factures',
  projects: {
    title: 'Projets',
    empty: 'Aucun projet ne vous est encore accessible.',
    number: 'Projet nº',
    open: 'Ouvrir',
  },
  project: {
    invoices: 'Factures',
    emails: 'Conversations',
    empty: 'Ce projet n’a encore aucune facture.',
    noEmails: 'Aucune conversation pour le moment.',
    noneInState: 'Aucune conversation dans cet état.',
    noneFound: 'Aucun résultat pour cette recherche.',
    search: 'Rechercher dans les conversations',
    state: 'État',
    anyState: 'Tous les états',
  },
  invoice: {
    title: (number) => `Facture ${number}`,
    kind: words.gcClientInvoice,
    number: 'Facture nº',
    contract: words.clientContract,
    client: 'Client',
    period: words.billingPeriod,
    date: words.billingDate,
    dueDate: words.dueDate,
    status: words.status,
    amountDue: words.amountDue,
    hidden: 'Non visible pour vous',
    tabs: 'Vues de la facture',
    detail: 'Détails',
    emails: (count) => `Courriels (${count})`,
    unread: (count) => plural(count, 'réponse non lue', 'réponses non lues'),
    send: 'Envoyer la facture par courriel',
    noDetailTitle: 'Vous ne pouvez pas voir le détail de cette facture',
    noDetailText:
      'Ses montants et ses lignes sont réservés aux administrateurs et aux personnes qui ont le droit « voir le détail des factures » dans l’outil Contrats client. Un administrateur du projet peut vous l’accorder.',
  },
  statuses: words.statuses,
  summary: {
    title: words.summary,
    work: 'Contrat et travaux',
    payment: 'Paiement',
    ...words.lines,
    taxNames: words.taxNames,
    due: 'Montant exigible, taxes comprises',
    complete: (percent) => `${percent} exécuté`,
  },
  retainage: words.retainage,
  payment: {
    request: 'Paiement et retenue',
    payee: words.payee,
    licence: words.licence,
    purchaseOrder: words.purchaseOrder,
    terms: words.paymentTerms,
    instructions: words.paymentInstructions,
    rates: words.retainage.contractRates,
  },
  lines: {
    title: words.scheduleOfValues,
    empty: words.noLines,
    item: words.columns.item,
    budgetCode: words.columns.budgetCode,
    description: words.columns.description,
    scheduledValue: words.columns.scheduledValue,
    previous: words.columns.previous,
    thisPeriod: words.columns.thisPeriod,
    materials: words.columns.materialsStored,
    total: words.columns.total,
    percent: words.columns.percent,
    balance: words.columns.balance,
    retainage: words.columns.retainage,
    overbilled: 'Facturé au-delà de la valeur prévue',
    changeOrder: words.changeOrder,
    letters: words.letters,
    contractWorks: words.contractWorks,
    subtotal: words.subtotal,
    totals: words.totals,
    released: words.retainage.releasedOnLine,
  },
  banner: {
    created: 'Communication créée',
    queued: 'Elle est dans la file d’envoi.',
    view: 'Voir le courriel',
  },
  answer,
  composer,
  emails,
  reading,
  resend,
  report,
  quarantine,
  passing,
  sending,
  sign,
};
