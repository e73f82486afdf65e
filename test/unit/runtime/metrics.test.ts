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

test('a metric is one line in the embedded metric format, even if it is zero', () => {
  for (const value of [0, 3]) {
    const { _aws, ...members } = lineOf('Unconfirmed', value);
    expect(members).toEqual({ stage: 'prod', Unconfirmed: value });
    expect(_aws.CloudWatchMetrics).toEqual([
      { Namespace: 'Courriel', Dimensions: [['stage']], Metrics: [{ Name: 'Unconfirmed', Unit: 'Count' }] },
    ]);
  }
});

test('a metric whose name ends with Seconds has the unit seconds', () => {
  expect(lineOf('OldestQueuedSeconds', 61)._aws.CloudWatchMetrics[0].Metrics).toEqual([
    { Name: 'OldestQueuedSeconds', Unit: 'Seconds' },
  ]);
});

test('a deployed function writes the line to its output itself, because Lambda changes what the console prints', () => {
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
