import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { rehearsal } from '../../../../shared/adapters/chromium/warm-up.ts';

/** Waits until `condition` holds. If it never does, the test's own time-out fails the test. */
const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await wait(1);
};

test('a warm-up runs its number of times and never again', async () => {
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

test('a paused warm-up later continues where it stopped', async () => {
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

test('a failed run is ignored, and the warm-up continues at the next document', async () => {
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
