import { PlainError } from '../settings.ts';
import type { Template } from './read-template.ts';

/** Whatever starts a function must name one that is there: told at the start, not when the first mail comes in. */
export const checkTargets = (template: Template): void => {
  const known = new Set(template.functions.flatMap(({ arn, name }) => [arn, name]));
  const targets: [string, string][] = [
    ...(template.api?.routes ?? []).map(({ routeKey, functionArn }): [string, string] => [
      `route ${routeKey}`,
      functionArn,
    ]),
    ...template.schedules.map(({ id, functionArn }): [string, string] => [`schedule ${id}`, functionArn]),
    ...template.eventSources.map(({ queueName, functionName }): [string, string] => [
      `queue ${queueName}`,
      functionName,
    ]),
    ...template.receiptRules.flatMap(({ actions }) =>
      actions.flatMap((action): [string, string][] =>
        action.kind === 'lambda' ? [['receipt rule', action.functionArn]] : [],
      ),
    ),
  ];
  for (const [what, target] of targets)
    if (!known.has(target)) throw new PlainError(`The template's ${what} names ${target}, which is no function of it`);
};
