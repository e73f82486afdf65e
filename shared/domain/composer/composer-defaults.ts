import { mailWords } from '../../words/words.ts';
import type { Invoice } from '../invoice/invoice.ts';
import { type DirectoryEntry, groupEntry, personEntry } from '../project/directory-entry.ts';
import type { Contact, Contract, Group } from '../project/project.ts';
import type { Language } from '../text.ts';

/** The composer's initial content for emailing an invoice: the contract's recipients, the sender in Cc, the subject. */

type Headed = { contract: Pick<Contract, 'number'>; invoice: Pick<Invoice, 'number' | 'billingPeriod'> };

const subjects = ({ contract, invoice }: Headed): Record<Language, string> => {
  const { start, end } = invoice.billingPeriod;
  const words = (language: Language) => mailWords(language).subject(invoice.number, contract.number, start, end);
  return { en: words('en'), fr: words('fr') };
};

/** English if everybody in To reads English, otherwise French; the sender's language while To is empty. */
const languageFor = (to: readonly Contact[], sender: Contact): Language => {
  if (to.length === 0) return sender.language;
  return to.every((contact) => contact.language === 'en') ? 'en' : 'fr';
};

export const composerDefaults = (
  { contract, invoice }: { contract: Contract; invoice: Invoice },
  { contacts, groups }: { contacts: readonly Contact[]; groups: readonly Group[] },
  sender: Contact,
) => {
  const people = (id: string): Contact[] => {
    const group = groups.find((one) => one.id === id);
    return contacts.filter((contact) => contact.id === id || group?.members.includes(contact.id));
  };
  const entry = (id: string): DirectoryEntry[] => [
    ...contacts.filter((contact) => contact.id === id).map(personEntry),
    ...groups.filter((group) => group.id === id).map((group) => groupEntry(group, contacts)),
  ];
  const to = [...new Set(contract.recipients.to)];
  const cc = [...new Set([...contract.recipients.cc, sender.id])].filter((id) => !to.includes(id));
  const language = languageFor(to.flatMap(people), sender);
  const both = subjects({ contract, invoice });
  return { to: to.flatMap(entry), cc: cc.flatMap(entry), subject: both[language], subjects: both, language };
};
