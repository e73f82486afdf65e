import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';

/**
 * Rules of others that each synthesis for AWS is held against. What stays as it is says why beside it, through
 * constructs/acknowledge.ts; anything else stops `cdk synth` and `cdk deploy`.
 */
export const rulePacks = () => [new AwsSolutionsChecks(), new ServerlessChecks()];
