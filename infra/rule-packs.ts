import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';

/**
 * Public rule packs that every synthesis for AWS is checked against. Each exception gives its reason in place, through
 * constructs/acknowledge.ts; any other finding stops `cdk synth` and `cdk deploy`.
 */
export const rulePacks = () => [new AwsSolutionsChecks(), new ServerlessChecks()];
