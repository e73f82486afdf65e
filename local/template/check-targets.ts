import { PlainError } from '../settings.ts';
import type { Template } from './read-template.ts';

/**
 * Checks at the start that everything which starts a function names an existing one, so that the error does not wait
 * for the first mail.
 */
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
    if (!known.has(target))
      throw new PlainError(`The template's ${what} names ${target}, which is not one of its functions`);
};
