import { describe, expect, test } from 'vitest';
import { holdsWords } from '../../../../shared/domain/reply-text/holds-words.ts';
import { quoteHolds } from '../../../../shared/domain/reply-text/quote-words.ts';

/** CPU milliseconds, because other work on the machine affects them less than elapsed time. */
const cost = (compare: () => unknown): number => {
  const before = process.cpuUsage();
  compare();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

describe('the check whether HTML contains the words of a text', () => {
  test.each(['\n', ' \n', '\r', '>\n', '\u00a0\n', '1. \n', '[image:\n'])(
    'takes less than two CPU seconds for a text full of %j (Y28)',
    (piece) => {
      const text = `Bonjour\n${piece.repeat(Math.floor(100_000 / piece.length))}\nMerci`;
      expect(cost(() => holdsWords('<p>Bonjour, merci</p>', text))).toBeLessThan(2_000);
    },
  );

  test('ignores the placeholder that a mail program writes for a picture, a link or a list number', () => {
    const text = '[logo] [image: plan.png] [cid:image001.png@01DC] Voir <https://plans.test/7>\n> 1. Oui\n12) Non';
    expect(holdsWords('<p>Voir</p><ol><li>Oui</li><li>Non</li></ol>', text)).toBe(true);
  });

  test('counts a word after such a placeholder, or after an open bracket (Y36)', () => {
    for (const text of ['[logo] Refusé.', '[photo]Refusé.', '[image: Refusé.', '[cid:\nRefusé.'])
      expect(holdsWords('<p>Bonjour</p>', `Bonjour ${text}`), text).toBe(false);
  });
});

describe('the comparison of a quote with what the others were sent', () => {
  const mail = 'Please find the invoice attached to this message.\nThe whole team thanks you for your business.';
  const quoted = (between: string) =>
    ['Please find the invoice attached to this message.', between, 'The whole team thanks you for your business.']
      .map((line) => `> ${line}`)
      .join('\n');
  const holds = (between: string) => quoteHolds('Bonjour', quoted(between), { open: [mail], aside: [] });

  test('finds it known if a program has only added placeholders of pictures', () => {
    expect(holds('[logo] [image: plan.png]')).toBe('known');
  });

  test('treats a quote too long to compare as aside, if only some were sent a part of the thread (Y36)', () => {
    const long = '> Une ligne que personne ici ne connaît encore.\n'.repeat(5_000);
    const thread = { open: [mail], aside: ['Le prix confidentiel est de douze dollars.'] };
    const secret = '> Le prix confidentiel est de douze dollars.\n';
    for (const quote of [`${secret}${long}`, `${long}${secret}`])
      expect(quoteHolds('Oui', quote, thread)).toBe('aside');
    expect(quoteHolds('Oui, en rouge ci-dessous', `${secret}${long}`, thread)).toBe('aside');
    expect(quoteHolds('Oui', long, { ...thread, aside: [] })).toBe('other');
  });

  test('finds new words after such a placeholder (Y36)', () => {
    for (const answer of ['[logo] Refusé.', '[image: Refusé.', '[photo]Refusé.'])
      expect(holds(answer), answer).toBe('other');
  });
});
