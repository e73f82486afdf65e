import type { Measured, Result } from './measure.ts';
import type { Verdict } from './promises.ts';

const columns: [head: string, width: number][] = [
  ['peer', 20],
  ['ms', 9],
  ['x ours', 8],
  ['runs', 5],
  ['KB', 8],
  ['pages', 6],
  ['tagged', 7],
  ['browser MB', 11],
  ['Node MB', 8],
  ['time/size', 10],
];

const line = (cells: readonly string[]): string =>
  cells.map((text, i) => (i === 0 ? text.padEnd(columns[i]?.[1] ?? 0) : text.padStart(columns[i]?.[1] ?? 0))).join(' ');

const measured = (result: Result | undefined): Measured | undefined =>
  result && 'milliseconds' in result ? result : undefined;

/** The growth in time divided by the growth in lines since the previous size: 1 is linear. */
const linearity = (now: Measured, earlier: readonly Result[]): string => {
  const before = measured(earlier.findLast((result) => result.peer === now.peer));
  return before ? (now.milliseconds / before.milliseconds / (now.size / before.size)).toFixed(2) : '';
};

export const table = (size: number, results: readonly Result[], earlier: readonly Result[]): string => {
  const ours = measured(results.find((result) => result.peer === 'ours'));
  const rows = results.map((result) => {
    if ('notRun' in result) return `${result.peer.padEnd(20)} ${result.notRun}`;
    const { peer, milliseconds, runs, bytes, pages, tagged, peak } = result;
    return line([
      peer,
      milliseconds.toFixed(milliseconds < 100 ? 1 : 0),
      ours ? (milliseconds / ours.milliseconds).toFixed(2) : '',
      String(runs),
      String(Math.round(bytes / 1000)),
      String(pages),
      tagged ? 'yes' : 'no',
      peak.browser === 0 ? '–' : peak.browser.toFixed(0),
      peak.node === 0 ? '–' : peak.node.toFixed(0),
      linearity(result, earlier),
    ]);
  });
  return [`\n${size} lines`, line(columns.map(([head]) => head)), ...rows].join('\n');
};

export const verdictLine = ({ promise, figure, kept }: Verdict): string =>
  `${kept === null ? '  ?   ' : kept ? ' kept ' : 'BROKEN'}  ${promise}: ${figure}`;
