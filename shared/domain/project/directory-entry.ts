import { fold, matchesPrefixes } from '../search-text.ts';
import type { Contact, Group } from './project.ts';

/** The directory as the composer shows it: people and distribution groups in one list, by name. */

export type DirectoryEntry = {
  id: string;
  type: 'person' | 'group';
  name: string;
  company: string;
  email: string | null;
  jobTitle: string;
  language: Contact['language'] | null;
  memberCount: number | null;
};

export const personEntry = (contact: Contact): DirectoryEntry => ({
  id: contact.id,
  type: 'person',
  name: contact.name,
  company: contact.company,
  email: contact.email,
  jobTitle: contact.jobTitle,
  language: contact.language,
  memberCount: null,
});

/** `memberCount` counts the people whom a mail to the group would reach: members who are still in the directory. */
export const groupEntry = (group: Group, contacts: readonly Contact[]): DirectoryEntry => ({
  id: group.id,
  type: 'group',
  name: group.name,
  company: '',
  email: null,
  jobTitle: '',
  language: null,
  memberCount: contacts.filter((contact) => group.members.includes(contact.id)).length,
});

/** An entry's sort key in the list, which is also its position for the cursor. */
export const directorySortKey = (entry: DirectoryEntry): string => `${fold(entry.name)}\u0000${entry.id}`;

/** The people and groups, by name, for whom each word of `query` begins a word of the name, company or address. */
export const searchDirectory = (
  contacts: readonly Contact[],
  groups: readonly Group[],
  query: string,
): DirectoryEntry[] =>
  [...contacts.map(personEntry), ...groups.map((group) => groupEntry(group, contacts))]
    .filter((entry) => matchesPrefixes(query, [entry.name, entry.company, entry.email ?? '']))
    .toSorted((a, b) => (directorySortKey(a) < directorySortKey(b) ? -1 : 1));
