import { beforeAll, expect, test } from 'vitest';
import { splitReply } from '../../../../shared/domain/reply-text/reply-text.ts';

/** CPU milliseconds, because other work on the machine affects them less than elapsed time. */
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

/** The cost of ordinary lines, with which others are compared, so that the machine's speed does not matter. */
let ordinary = 0;
beforeAll(() => {
  const text = megabyteOf('Les travaux avancent\n');
  // The first run also compiles the code, so it is not measured.
  cost(text);
  ordinary = cost(text);
});

/** Floods cost up to 2 times as much. When each step read the whole text, three of them cost 50, 20 and 6 times as much. */
const most = 5;

test.each(Object.entries(floods))(
  'a megabyte of “%s” costs at most five times as much as one of ordinary lines (Y28)',
  (_, piece) => {
    expect(cost(megabyteOf(piece)) / ordinary).toBeLessThan(most);
  },
);

test('signatures below one another are all found, and a flood of them loses no line (Y28)', () => {
  const stacked = 'Oui.\n\n-- \nAnne Roy\n\nSent from my iPhone\n\nTo unsubscribe, write to us';
  expect(splitReply({ text: stacked, html: null })).toMatchObject({
    text: 'Oui.',
    signature: '-- \nAnne Roy\n\nSent from my iPhone\n\nTo unsubscribe, write to us',
  });
  const { text, signature } = splitReply({ text: `Oui.\n${'Sent from my iPhone\n'.repeat(1000)}`, html: null });
  expect(`${text}\n${signature}`.match(/iPhone/g)).toHaveLength(1000);
});
