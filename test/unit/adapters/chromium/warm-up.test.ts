import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { rehearsal } from '../../../../shared/adapters/chromium/warm-up.ts';

/** Until `condition` holds; a test that waits for it in vain fails by its own limit. */
const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await wait(1);
};

test('a rehearsal is played so many times and never again', async () => {
  let played = 0;
  const { begin } = rehearsal(3, async () => {
    played += 1;
  });
  begin();
  begin();
  await until(() => played === 3);
  begin();
  await wait(20);
  expect(played).toBe(3);
});

test('it makes way, and goes on later where it was', async () => {
  let played = 0;
  const { begin, pause } = rehearsal(5, async () => {
    played += 1;
    if (played === 2) pause();
  });
  begin();
  await until(() => played === 2);
  await wait(20);
  expect(played).toBe(2);
  begin();
  await until(() => played === 5);
});

test('one that fails is let be until the next document, and nobody hears of it', async () => {
  let played = 0;
  const { begin } = rehearsal(2, async () => {
    played += 1;
    throw new Error('the browser is gone');
  });
  begin();
  await until(() => played === 1);
  await wait(20);
  expect(played).toBe(1);
  begin();
  await until(() => played === 2);
  await wait(5);
  begin();
  await wait(20);
  expect(played).toBe(2);
});
