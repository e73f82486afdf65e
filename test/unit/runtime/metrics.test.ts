import { expect, test } from 'vitest';
import { createMetrics } from '../../../shared/runtime/metrics.ts';

const lineOf = (name: string, value: number) => {
  const lines: string[] = [];
  const before = Date.now();
  createMetrics('prod', (line) => lines.push(line)).count(name, value);
  expect(lines).toHaveLength(1);
  const line = JSON.parse(lines[0] ?? '');
  expect(line._aws.Timestamp).toBeGreaterThanOrEqual(before);
  expect(line._aws.Timestamp).toBeLessThanOrEqual(Date.now());
  return line;
};

test('a figure is one line in the embedded metric format, zero too', () => {
  for (const value of [0, 3]) {
    const { _aws, ...members } = lineOf('Unconfirmed', value);
    expect(members).toEqual({ stage: 'prod', Unconfirmed: value });
    expect(_aws.CloudWatchMetrics).toEqual([
      { Namespace: 'Courriel', Dimensions: [['stage']], Metrics: [{ Name: 'Unconfirmed', Unit: 'Count' }] },
    ]);
  }
});

test('a name that ends in Seconds is counted in seconds', () => {
  expect(lineOf('OldestQueuedSeconds', 61)._aws.CloudWatchMetrics[0].Metrics).toEqual([
    { Name: 'OldestQueuedSeconds', Unit: 'Seconds' },
  ]);
});

test('a deployed function writes the line itself to its output, past the console that Lambda wraps', () => {
  const { write } = process.stdout;
  const written: unknown[] = [];
  process.stdout.write = ((line: unknown) => written.push(line) > 0) as typeof write;
  try {
    createMetrics('prod').count('Unconfirmed', 1);
  } finally {
    process.stdout.write = write;
  }
  expect(written).toEqual([expect.stringMatching(/^\{"_aws":\{.*"Unconfirmed":1\}\n$/)]);
});
