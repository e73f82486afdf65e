import { beforeAll, expect, test } from 'vitest';
import { splitReply } from '../../../../shared/domain/reply-text/reply-text.ts';

/** Milliseconds of the processor, which a busy machine stretches less than the clock's. */
const cost = (text: string): number => {
  const before = process.cpuUsage();
  splitReply({ text, html: null });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

const floods = {
  'Sent from my iPhone': 'Sent from my iPhone\n',
  'dash, dash, space': '-- \n',
  'empty lines with a space': ' \n',
  'a list’s footer': 'To unsubscribe, write to us\n\n',
  'a dash and a name': '- Marie\n',
};

const megabyteOf = (piece: string): string => `Bonjour\n${piece.repeat(Math.floor(1_000_000 / piece.length))}`;

/** Held against ordinary lines, so that a fast machine hides nothing and a slow one fails nothing. */
let ordinary = 0;
beforeAll(() => {
  const text = megabyteOf('Les travaux avancent\n');
  // The first reading also compiles.
  cost(text);
  ordinary = cost(text);
});

/** They cost up to twice as much; when each step looked at the whole text, the first two 50 and 20 times, and the list’s footer 6. */
const most = 5;

test.each(Object.entries(floods))(
  'a megabyte of “%s” costs hardly more than one of ordinary lines (Y28)',
  (_, piece) => {
    expect(cost(megabyteOf(piece)) / ordinary).toBeLessThan(most);
  },
);

test('signatures that stand below one another are still all found, and a flood of them loses no line (Y28)', () => {
  const stacked = 'Oui.\n\n-- \nAnne Roy\n\nSent from my iPhone\n\nTo unsubscribe, write to us';
  expect(splitReply({ text: stacked, html: null })).toMatchObject({
    text: 'Oui.',
    signature: '-- \nAnne Roy\n\nSent from my iPhone\n\nTo unsubscribe, write to us',
  });
  const { text, signature } = splitReply({ text: `Oui.\n${'Sent from my iPhone\n'.repeat(1000)}`, html: null });
  expect(`${text}\n${signature}`.match(/iPhone/g)).toHaveLength(1000);
});
