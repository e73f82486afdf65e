import { expect, test } from 'vitest';
import { progressReport } from '../../../../functions/render-detail/report-progress.ts';
import { documentProgressKey } from '../../../../shared/domain/files/file-keys.ts';
import { RenderProgress, standingOf } from '../../../../shared/domain/invoice/render-progress.ts';
import { world } from '../../../fakes/worlds/world.ts';

const key = 'documents/prj_1/v/t1-fr.pdf';

/** Collects every progress report in the order of writing. Each write ends only when the test lets it. */
const setUp = () => {
  const w = world();
  const written: unknown[] = [];
  const waiting: PromiseWithResolvers<void>[] = [];
  const { put } = w.files;
  w.files.put = async (at, bytes, contentType) => {
    const pause = Promise.withResolvers<void>();
    waiting.push(pause);
    await pause.promise;
    written.push(RenderProgress.parse(JSON.parse(Buffer.from(bytes).toString())));
    await put(at, bytes, contentType);
  };
  const finishWrites = async () => {
    for (let i = 0; i < 20; i += 1) {
      waiting.shift()?.resolve();
      await Promise.resolve();
    }
  };
  return { w, written, waiting, finishWrites, report: progressReport(w, key) };
};

test('progress is written at most twice a second, one write after the other', async () => {
  const { w, written, finishWrites, report } = setUp();
  report.pages(1, 9);
  w.clock.advance(600);
  // The first write has not ended yet.
  report.pages(2, 9);
  await finishWrites();
  report.pages(3, 9);
  w.clock.advance(499);
  report.pages(4, 9);
  await finishWrites();
  w.clock.advance(1);
  report.pages(5, 9);
  await finishWrites();
  expect(written).toMatchObject([{ pagesDone: 1 }, { pagesDone: 3 }, { pagesDone: 5, pages: 9 }]);
});

test('no progress is written for the last page, because the document itself follows', async () => {
  const { w, report } = setUp();
  report.pages(40, 40);
  await report.settled();
  expect(w.files.stored.size).toBe(0);
});

test('a failure is written last, even if a count is still being written', async () => {
  const { w, written, finishWrites, report } = setUp();
  report.pages(1, 9);
  const failed = report.failed(new Error('the browser died'));
  await finishWrites();
  await failed;
  expect(written).toMatchObject([{ pagesDone: 1 }, { state: 'failed', code: 'render-failed' }]);
  const last = Buffer.from((await w.files.get(documentProgressKey(key))) ?? []).toString();
  expect(JSON.parse(last)).toMatchObject({ state: 'failed' });
});

test('a count that cannot be written does not fail the render', async () => {
  const w = world();
  w.files.put = async () => {
    throw new Error('SlowDown');
  };
  const report = progressReport(w, key);
  report.pages(1, 9);
  await expect(report.settled()).resolves.toBeUndefined();
  await expect(report.failed(new Error('x'))).resolves.toBeUndefined();
});

const at = '2026-10-01T12:00:00.000Z';
const after = (seconds: number) => new Date(Date.parse(at) + seconds * 1000);
const rendering: RenderProgress = { state: 'rendering', pagesDone: 1, pages: 9, at };

test.each([
  [rendering, 74, 'rendering'],
  [rendering, 75, 'failed'],
  [rendering, 89, 'failed'],
  [rendering, 90, 'absent'],
  [{ state: 'failed', code: 'render-failed', at }, 9, 'failed'],
  [{ state: 'failed', code: 'render-failed', at }, 10, 'absent'],
  [{ state: 'failed', code: 'render-limit', at }, 599, 'failed'],
  [{ state: 'failed', code: 'render-limit', at }, 600, 'absent'],
  [null, 0, 'absent'],
] satisfies [RenderProgress | null, number, string][])('%o counts %i s later as %s', (progress, seconds, state) => {
  expect(standingOf(progress, after(seconds)).state).toBe(state);
});
