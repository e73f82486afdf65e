import { beforeEach, expect, test } from 'vitest';
import { type ApiWorld, expectRefused, seededWorld } from '../../fakes/worlds/api-world.ts';

let built: ApiWorld;
beforeEach(async () => {
  built = await seededWorld();
});

const announce = (bytes: number, user = 'usr_admin') =>
  built.call(user, 'POST', '/projects/prj_a/attachments', {
    body: { fileName: 'a.pdf', contentType: 'application/pdf', bytes, sha256: 'a'.repeat(64) },
  });

/** The number of announcements that are accepted before the first refusal. */
const acceptedCount = async (bytes: number, user?: string): Promise<number> => {
  for (let count = 0; count < 1_000; count += 1) if ((await announce(bytes, user)).status !== 201) return count;
  return 1_000;
};

test('two hundred files of 28 MB at once are refused, and the refusal says when the next one will be accepted (Y32)', async () => {
  expect(await acceptedCount(28_000_000)).toBeLessThanOrEqual(110);
  const answer = await announce(28_000_000);
  expect(answer).toMatchObject({ status: 429, json: { code: 'too-many-requests' } });
  const seconds = Number(answer.headers['retry-after']);
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThan(120);
  expect(answer.json.detail).toContain(String(seconds));
  built.w.clock.advance(seconds * 1000);
  expect((await announce(28_000_000)).status).toBe(201);
});

test('an Admin whose allowance is used up does not stop another Admin, as long as the project’s allowance lasts (Y32)', async () => {
  await acceptedCount(28_000_000);
  expect((await announce(1_000, 'usr_boss')).status).toBe(201);
});

test('the files of a month’s end, ten invoices with fourteen files each, are accepted (Y32)', async () => {
  for (let count = 0; count < 140; count += 1) expect((await announce(1_000_000)).status).toBe(201);
});

test('a refused announcement leaves nothing behind (Y32)', async () => {
  await acceptedCount(28_000_000);
  await expectRefused(built, { status: 429, code: 'too-many-requests' }, () => announce(28_000_000));
});
