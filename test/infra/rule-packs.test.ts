import { App, aws_sqs as sqs, Validations } from 'aws-cdk-lib';
import { Node } from 'constructs';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { acknowledge } from '../../infra/constructs/acknowledge.ts';
import { rulePacks } from '../../infra/rule-packs.ts';
import { courrielStack } from '../../infra/stack.ts';
import { appContext } from '../../infra/synthesize.ts';

/** The alarm address is set, because only with it does the template hold every resource that it can hold. */
const newStack = () => {
  const app = new App({
    context: { ...appContext, alarmEmail: 'watch@acme.example', 'aws:cdk:bundling-stacks': [] },
  });
  return { app, stack: courrielStack(app) };
};

const findingsIn = (app: App): { rule: string; at: string }[] =>
  rulePacks()
    .flatMap((pack) => pack.validateScope(app).violations)
    .flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => ({ rule: ruleName, at: constructPath ?? '' })),
    );

/** The findings as if nothing were acknowledged: the packs read acknowledgements from each construct's metadata. */
const rawFindingsIn = (app: App) => {
  const metadata = vi.spyOn(Node.prototype, 'metadata', 'get').mockReturnValue([]);
  try {
    return findingsIn(app);
  } finally {
    metadata.mockRestore();
  }
};

const Reasons = z.record(z.string(), z.string());
const acknowledgementsIn = (app: App): { rule: string; at: string; reason: string }[] =>
  app.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) =>
        Object.entries(Reasons.parse(data)).map(([rule, reason]) => ({
          rule: rule.replace(/^annotation::/i, ''),
          at: node.path,
          reason,
        })),
      ),
  );

const staleIn = (app: App) => {
  const found = rawFindingsIn(app);
  return acknowledgementsIn(app)
    .filter(({ rule, at }) => !found.some((one) => one.rule === rule && `${one.at}/`.startsWith(`${at}/`)))
    .map(({ rule, at }) => `${rule} at ${at}`);
};

const { app } = newStack();

test('AwsSolutions and Serverless find only what is acknowledged; each of these has a reason and a finding (X01)', () => {
  expect(rawFindingsIn(app).length).toBeGreaterThan(50);
  expect(findingsIn(app)).toEqual([]);
  for (const { rule, at, reason } of acknowledgementsIn(app)) {
    expect(reason.length, `${rule} at ${at}`).toBeGreaterThan(20);
  }
  expect(staleIn(app)).toEqual([]);
});

test('a construct that breaks a rule is found, and so is an acknowledgement without a finding', () => {
  const changed = newStack();
  new sqs.Queue(changed.stack, 'careless', { enforceSSL: false });
  acknowledge(changed.stack, 'AwsSolutions-EC23', 'There is no security group here to excuse.');
  const careless = findingsIn(changed.app);
  expect(new Set(careless.map(({ at }) => at))).toEqual(new Set(['Courriel/careless/Resource']));
  expect(careless.map(({ rule }) => rule)).toContain('AwsSolutions-SQS4');
  expect(staleIn(changed.app)).toEqual(['AwsSolutions-EC23 at Courriel']);
});
