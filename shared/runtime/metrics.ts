import type { Metrics } from '../ports/ports.ts';
import { metricsNamespace } from './env.ts';

/** `console` would not do: in Lambda it wraps each line in an object, and CloudWatch reads only the outermost one. */
const toStdout = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * Writes metrics to the log in CloudWatch's embedded metric format, which needs no API call and cannot fail a function.
 * A metric is a name and a number, so it cannot contain personal data.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const createMetrics = (stage: string, write: (line: string) => void = toStdout): Metrics => ({
  count: (name, value) => {
    const Unit = name.endsWith('Seconds') ? 'Seconds' : 'Count';
    const directive = { Namespace: metricsNamespace, Dimensions: [['stage']], Metrics: [{ Name: name, Unit }] };
    write(JSON.stringify({ _aws: { Timestamp: Date.now(), CloudWatchMetrics: [directive] }, stage, [name]: value }));
  },
});
