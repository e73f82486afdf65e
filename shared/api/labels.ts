/** Labels shared by the web page and the PDF: one catalogue per language. */
export { labels } from '../domain/labels/labels.ts';
export { quarantineWords } from '../domain/labels/quarantine-words.ts';
