import { type Box, pagePoints, pointsPerPixel } from '../drawing.ts';

/** Conversion between Chromium's units and ours. */

export type Matrix = readonly [number, number, number, number, number, number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** Applies `a` first, then `b`. */
export const multiply = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[1] * b[2],
  a[0] * b[1] + a[1] * b[3],
  a[2] * b[0] + a[3] * b[2],
  a[2] * b[1] + a[3] * b[3],
  a[4] * b[0] + a[5] * b[2] + b[4],
  a[4] * b[1] + a[5] * b[3] + b[5],
];

const { height, margin } = pagePoints;

/** CSS pixels inside the margins, downwards ─▶ points of the page, upwards. */
export const frame: Matrix = [pointsPerPixel, 0, 0, -pointsPerPixel, margin, height - margin];

/** Chromium writes the scale of 300 dots per inch to seven digits. */
const slack = 0.0001;

/** True if coordinates under this matrix are CSS pixels inside the margins: not scaled, rotated or shifted. */
export const isFrame = (matrix: Matrix): boolean =>
  frame.every((value, i) => Math.abs(value - (matrix[i] ?? 0)) < (i < 4 ? slack : 0.02));

/** A rectangle drawn under a matrix, in CSS pixels inside the margins. */
export const boxUnder = (matrix: Matrix, x1: number, y1: number, x2: number, y2: number): Box => {
  const [a, b, c, d, e, f] = matrix;
  const x = [a * x1 + c * y1 + e, a * x2 + c * y2 + e].map((point) => (point - margin) / pointsPerPixel);
  const y = [b * x1 + d * y1 + f, b * x2 + d * y2 + f].map((point) => (height - margin - point) / pointsPerPixel);
  return { left: Math.min(...x), right: Math.max(...x), top: Math.min(...y), bottom: Math.max(...y) };
};

const inside = {
  width: (pagePoints.width - 2 * margin) / pointsPerPixel,
  height: (height - 2 * margin) / pointsPerPixel,
};

/** True for a clip that cuts off nothing inside the margins. */
export const holdsPage = ({ left, top, right, bottom }: Box): boolean =>
  left < 0.1 && top < 0.1 && right > inside.width - 0.1 && bottom > inside.height - 0.1;

/** The same frame for the content we write, with y pointing up, as text needs it. */
export const frameOperators = [
  `${margin} ${margin} ${pagePoints.width - 2 * margin} ${height - 2 * margin} re W n`,
  `${pointsPerPixel} 0 0 ${pointsPerPixel} ${margin} ${height - margin} cm`,
].join('\n');
