import { expect, test } from 'vitest';
import { en } from '../../../../shared/words/en/page.ts';
import { fr } from '../../../../shared/words/fr/page.ts';

/** Every string with its place in the catalogue; functions are called with placeholder arguments. */
const leaves = (value: unknown, args: unknown[] = [7, 7, '7', '7'], at = ''): [string, string][] => {
  if (typeof value === 'string') return [[at, value]];
  if (typeof value === 'function') return [[at, String(value(...args))]];
  return Object.entries(value ?? {}).flatMap(([key, inner]) => leaves(inner, args, `${at}.${key}`));
};

test('the banner has exactly the agreed words, in both languages', () => {
  expect(en.banner.created).toBe('Communication created');
  expect(fr.banner.created).toBe('Communication créée');
});

test('the page uses the words of the trade in both languages', () => {
  expect([en.invoice.send, fr.invoice.send]).toEqual(['Email Invoice', 'Envoyer la facture par courriel']);
  expect([en.invoice.detail, fr.invoice.detail]).toEqual(['Detail', 'Détails']);
  expect([en.invoice.emails(1), fr.invoice.emails(1)]).toEqual(['Emails (1)', 'Courriels (1)']);
  expect([fr.composer.to, fr.composer.private, fr.composer.subject]).toEqual(['À', 'Privé', 'Sujet']);
  expect([fr.emails.deliveries.delivered, fr.emails.deliveries.bounced, fr.emails.deliveries.complained]).toEqual([
    'Remis',
    'Non remis',
    'Signalé comme pourriel',
  ]);
});

test('neither language calls a message sent while it waits or while its outcome is unknown', () => {
  for (const { states, deliveries } of [en.emails, fr.emails]) {
    const unsure = [states.partly_sent, deliveries.unconfirmed];
    for (const word of [states.queued, states.sending, states.held, deliveries.ready, ...unsure]) {
      expect(word).not.toMatch(/\bsent\b|envoyé/i);
    }
  }
});

test('French has no-break spaces before colons and percent signs and inside guillemets, and none before ; ? !', () => {
  for (const [place, text] of leaves(fr)) {
    expect(text, place).not.toMatch(/[ \u00a0\u202f][;?!]/);
    expect(text, place).not.toMatch(/ [:»%]|« /);
    expect(text, place).not.toMatch(/(?<!https?|mailto|\d)(?<![\u00a0\s]):(?!\/\/)/);
    expect(text, place).not.toContain("'");
  }
});

/** Texts that take a number, before which French does not elide. */
const counted = new Set(['.composer.groupOf']);

test('French needs no elision before a name that begins with a vowel', () => {
  const name = 'Amélie';
  for (const [place, text] of leaves(fr, [name, name, name, name]))
    if (!counted.has(place)) expect(text, place).not.toMatch(/\b(?:de|que|le|la) Amélie/i);
});

/** Strings that are the same in both languages. */
const alike = new Set(['.composer.pages']);

test('no English sentence was left untranslated', () => {
  const english = new Map(leaves(en));
  for (const [place, text] of leaves(fr)) {
    if (!alike.has(place) && text.includes(' ') && /[a-z]{3}/.test(text))
      expect(text, place).not.toBe(english.get(place));
  }
});
