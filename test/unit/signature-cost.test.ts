import { expect, test } from 'vitest';
import { splitReply } from '../../shared/domain/reply-text/reply-text.ts';

/** Milliseconds of the processor, which a busy machine stretches less than the clock's. */
const cost = (text: string): number => {
  const before = process.cpuUsage();
  splitReply({ text, html: null });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

/** Linear it takes a tenth of a second, and took 14 s and 6 s for the first two when each step looked at the whole text. */
const generous = 2_000;

const floods = {
  'Sent from my iPhone': 'Sent from my iPhone\n',
  'dash, dash, space': '-- \n',
  'empty lines with a space': ' \n',
  'a list’s footer': 'To unsubscribe, write to us\n\n',
  'a dash and a name': '- Marie\n',
};

test.each(Object.entries(floods))(
  'Y28 a megabyte of “%s” is read in well under two seconds of the processor',
  (_, piece) => {
    const text = `Bonjour\n${piece.repeat(Math.floor(1_000_000 / piece.length))}`;
    expect(cost(text)).toBeLessThan(generous);
  },
);

test('Y28 signatures that stand below one another are still all found, and a flood of them loses no line', () => {
  const stacked = 'Oui.\n\n-- \nAnne Roy\n\nSent from my iPhone\n\nTo unsubscribe, write to us';
  expect(splitReply({ text: stacked, html: null })).toMatchObject({
    text: 'Oui.',
    signature: '-- \nAnne Roy\n\nSent from my iPhone\n\nTo unsubscribe, write to us',
  });
  const { text, signature } = splitReply({ text: `Oui.\n${'Sent from my iPhone\n'.repeat(1000)}`, html: null });
  expect(`${text}\n${signature}`.match(/iPhone/g)).toHaveLength(1000);
});
