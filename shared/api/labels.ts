/** The words that the page and the document share: one catalogue per language. */
export { labels } from '../domain/labels/labels.ts';
export { quarantineWords } from '../domain/labels/quarantine-words.ts';
