import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { acknowledge, acknowledgeStar } from './acknowledge.ts';
import { flowSteps, type Steps } from './flow-steps.ts';

/**
 * One execution per run of an outgoing email (shared/domain/conversation/flow.ts). Every path ends in a Record… step.
 */
export const sendFlow = (scope: Construct, steps: Steps): StateMachine => {
  const flow = new StateMachine(scope, 'send-flow', {
    definitionBody: DefinitionBody.fromChainable(flowSteps(scope, steps)),
    timeout: Duration.hours(12),
    tracingEnabled: true,
    logs: {
      destination: new LogGroup(scope, 'send-flow-log', {
        /** Log groups with this prefix need no resource policy of their own, of which a Region allows ten. */
        logGroupName: `/aws/vendedlogs/states/${Stack.of(scope).stackName}-send-flow`,
        retention: RetentionDays.THREE_MONTHS,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      level: LogLevel.ALL,
      includeExecutionData: false,
    },
  });
  acknowledge(
    flow,
    'AwsSolutions-IAM5[Resource::*]',
    'send-flow is logged and traced: the log delivery actions that Step Functions requires and those of X-Ray have no resource types.',
  );
  for (const step of Object.values(steps))
    acknowledgeStar(
      flow,
      `${step.functionArn}:*`,
      `send-flow may call ${step.node.id} and its versions: CDK's grant for a function names both, and this is the only function.`,
    );
  return flow;
};
