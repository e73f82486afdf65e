import { en as shared } from './document.ts';
import { answer } from './page-answer.ts';
import { composer } from './page-composer.ts';
import { emails } from './page-emails.ts';
import { passing, quarantine, sending } from './page-quarantine.ts';
import { reading } from './page-reading.ts';
import { report, resend } from './page-resend.ts';
import { sign } from './page-sign.ts';

/** All texts of the page in English. The compiler checks that fr/page.ts has the same keys. */

const words = shared.invoice;

const plural = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en-CA')} ${count === 1 ? one : many}`;

export const en = {
  app: {
    name: 'Courriel',
    tagline: 'Progress Billings',
    skip: 'Skip to content',
    language: 'Language',
    otherLanguage: 'Français',
    signOut: 'Change user',
    signedInAs: (name: string) => `Signed in as ${name}`,
    home: 'Projects',
    breadcrumb: 'Breadcrumb',
    loading: 'Loading…',
    retry: 'Try again',
    loadMore: 'Load more',
    shown: (shown: number, total: number) => `${shown.toLocaleString('en-CA')} of ${plural(total, 'line', 'lines')}`,
    missingTitle: 'There is nothing here',
    missingText: 'The page does not exist, or you do not have access to it.',
    backHome: 'Back to your projects',
    crashedTitle: 'The page stopped working',
    crashedText: 'Nothing you sent is affected. A draft you were writing is kept in this tab.',
    reload: 'Reload the page',
    close: 'Close',
    cancel: 'Cancel',
    actKeys: { apple: '⌘Return', other: 'Ctrl+Enter' },
    dismiss: 'Dismiss',
    yes: 'Yes',
    no: 'No',
  },
  problems: {
    network: 'The service cannot be reached. Check your connection.',
    notFound: 'This does not exist, or you do not have access to it.',
    forbidden: 'Your permission on this project does not allow this.',
    unauthorized: 'Your session has ended. Choose a user again.',
    tooMany: 'Too many requests. Wait a moment and try again.',
    budget: {
      locale: 'en-CA',
      project: (limit: number, used: number, at: string) =>
        `This project may send a limited number of emails, one for each recipient: ${limit}, of which ${used} are used. Nothing was sent. Try again from ${at}.`,
      user: (limit: number, used: number, at: string) =>
        `You may send a limited number of emails, one for each recipient: ${limit}, of which ${used} are used. Nothing was sent. Try again from ${at}.`,
    },
    server: 'Something went wrong on our side. Try again in a moment.',
    other: 'The request was not accepted.',
  },
  signIn: {
    title: 'Choose who you are',
    text: 'This is the local version: pick one of the seeded users. Their permission decides what they see.',
    unavailable: 'This server has no list of users to sign in as.',
    noProjects: 'No project',
  },
  levels: { none: 'No access', read_only: 'Read only', standard: 'Standard', admin: 'Admin' },
  viewsDetails: 'sees invoice details',
  projects: {
    title: 'Projects',
    empty: 'You do not have access to any project yet.',
    number: 'Project no.',
    open: 'Open',
  },
  project: {
    invoices: 'Invoices',
    emails: 'Conversations',
    empty: 'This project has no invoices yet.',
    noEmails: 'No conversations yet.',
    noneInState: 'No conversations in this state.',
    noneFound: 'Nothing matches your search.',
    search: 'Search conversations',
    state: 'State',
    anyState: 'All states',
  },
  invoice: {
    title: (number: string) => `Invoice ${number}`,
    kind: words.gcClientInvoice,
    number: 'Invoice no.',
    contract: words.clientContract,
    client: 'Client',
    period: words.billingPeriod,
    date: words.billingDate,
    dueDate: words.dueDate,
    status: words.status,
    amountDue: words.amountDue,
    hidden: 'Not visible to you',
    tabs: 'Invoice views',
    detail: 'Detail',
    emails: (count: number) => `Emails (${count})`,
    unread: (count: number) => plural(count, 'unread reply', 'unread replies'),
    send: 'Email Invoice',
    noDetailTitle: 'You cannot see this invoice’s detail',
    noDetailText:
      'Its amounts and lines are visible to Admins, and to people with the “view invoice details” permission in the Client Contracts tool. An Admin of the project can give you that permission.',
  },
  statuses: words.statuses,
  summary: {
    title: words.summary,
    work: 'Contract and work',
    payment: 'Payment',
    ...words.lines,
    taxNames: words.taxNames,
    due: 'Amount due, taxes included',
    complete: (percent: string) => `${percent} complete`,
  },
  retainage: words.retainage,
  payment: {
    request: 'Payment and retainage',
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
    overbilled: 'Billed above the scheduled value',
    changeOrder: words.changeOrder,
    letters: words.letters,
    contractWorks: words.contractWorks,
    subtotal: words.subtotal,
    totals: words.totals,
    released: words.retainage.releasedOnLine,
  },
  banner: { created: 'Communication created', queued: 'It is in the outgoing queue.', view: 'View the email' },
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

export type Strings = typeof en;
