import { findMeasured, type Result } from './measure.ts';

/** The promises that the docs make about the tagged document, each checked with this run's results. */
export type Verdict = { promise: string; figure: string; kept: boolean | null };

/** The factor by which each program must at least be slower than ours, by number of lines. */
const slower: Record<string, Record<number, number>> = {
  'tutorial-chromium': { 10: 15, 100: 12, 1000: 7, 5000: 7 },
  'warm-chromium': { 10: 2, 100: 3.5, 1000: 8, 5000: 10, 20000: 18 },
  'pdfkit-tagged': { 10: 4.5, 100: 4.5, 1000: 4.5, 5000: 4.5, 20000: 4.5 },
};
/** The factor by which tagged pdfkit files must at least be larger than ours, from 100 lines up. */
const larger = 3;
const linearity: [from: number, to: number, atMost: number][] = [
  [1000, 5000, 5.2],
  [5000, 20_000, 4.3],
];
/** The most bytes at 5,000 lines. */
const bytesAt5000 = { ours: 2_500_000, 'ours-without-data': 2_000_000 };
const browserMegabytesAt5000 = 300;

export const judge = (results: readonly Result[]): Verdict[] => {
  const find = (peer: string, size: number) => findMeasured(results, peer, size);
  const sizes = [...new Set(results.map((result) => result.size))];
  const ratio = (
    promise: string,
    part?: number,
    whole?: number,
    check: (r: number) => boolean = () => true,
  ): Verdict => {
    if (part === undefined || whole === undefined) return { promise, figure: 'not measured', kept: null };
    return { promise, figure: `${(part / whole).toFixed(2)} times`, kept: check(part / whole) };
  };
  const verdicts = Object.entries(slower).flatMap(([peer, least]) =>
    Object.entries(least)
      .filter(([size]) => sizes.includes(Number(size)))
      .map(([size, times]) => {
        const [theirs, ours] = [find(peer, Number(size)), find('ours', Number(size))];
        const promise = `${times} times faster than ${peer} at ${size} lines`;
        return ratio(promise, theirs?.milliseconds, ours?.milliseconds, (r) => r >= times);
      }),
  );
  const smaller = sizes
    .filter((size) => size >= 100)
    .map((size) => {
      const promise = `a third of the bytes of pdfkit-tagged at ${size} lines`;
      return ratio(promise, find('pdfkit-tagged', size)?.bytes, find('ours', size)?.bytes, (r) => r >= larger);
    });
  const linear = linearity
    .filter(([from, to]) => sizes.includes(from) && sizes.includes(to))
    .map(([from, to, atMost]) => {
      const promise = `time(${to}) / time(${from}) at most ${atMost}`;
      return ratio(promise, find('ours', to)?.milliseconds, find('ours', from)?.milliseconds, (r) => r <= atMost);
    });
  const big = find('ours', 5000);
  const limits: Verdict[] = big
    ? [
        ...Object.entries(bytesAt5000).map(([peer, most]): Verdict => {
          const bytes = find(peer, 5000)?.bytes;
          const promise = `at most ${most / 1e6} MB at 5000 lines, ${peer}`;
          if (bytes === undefined) return { promise, figure: 'not measured', kept: null };
          return { promise, figure: `${(bytes / 1e6).toFixed(2)} MB`, kept: bytes <= most };
        }),
        {
          promise: 'at most 300 MB of browser at 5000 lines',
          figure: `${Math.round(big.peak.browser)} MB`,
          // 0: the platform does not report memory.
          kept: big.peak.browser === 0 ? null : big.peak.browser <= browserMegabytesAt5000,
        },
      ]
    : [];
  const tagged = sizes.flatMap((size): Verdict[] => {
    const ours = find('ours', size);
    return ours ? [{ promise: `tagged at ${size} lines`, figure: String(ours.tagged), kept: ours.tagged }] : [];
  });
  return [...verdicts, ...smaller, ...linear, ...limits, ...tagged];
};
