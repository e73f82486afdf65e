import type { Metrics } from '../ports/ports.ts';
import { metricsNamespace } from './env.ts';

/** Lambda's own `console` wraps each line in an object; CloudWatch reads figures only from the outermost one. */
const toStdout = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * Figures as lines of the log in CloudWatch's embedded metric format, which costs no call and cannot fail a function. A name
 * and a number: nothing of a person can stand in it.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const createMetrics = (stage: string, write: (line: string) => void = toStdout): Metrics => ({
  count: (name, value) => {
    const Unit = name.endsWith('Seconds') ? 'Seconds' : 'Count';
    const directive = { Namespace: metricsNamespace, Dimensions: [['stage']], Metrics: [{ Name: name, Unit }] };
    write(JSON.stringify({ _aws: { Timestamp: Date.now(), CloudWatchMetrics: [directive] }, stage, [name]: value }));
  },
});
