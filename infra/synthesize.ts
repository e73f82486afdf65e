import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import currentBehaviour from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import type { ConfigInput } from './config.ts';
import { courrielStack } from './stack.ts';

/** Context of every synthesis, so that the command line and the in-process runs produce the same template. */
export const appContext = {
  /** All feature flags on: CDK's current defaults instead of those of its first release. */
  ...currentBehaviour,
  /** Records the folder of each function's code in the template; the local run finds the bundles by it. */
  'aws:cdk:enable-asset-metadata': true,
  'aws:cdk:enable-path-metadata': true,
};

/**
 * Synthesizes in this process. With `bundle: false` it neither bundles the functions' code nor runs CloudFormation's own
 * validation of the template, which together take most of the time. `npm run synth` and the local run do both.
 */
export const synthesize = (options: { outdir: string; config: ConfigInput; bundle: boolean }) => {
  const app = new App({
    outdir: options.outdir,
    analyticsReporting: false,
    builtinCloudFormationValidation: options.bundle,
    context: { ...appContext, ...options.config, ...(options.bundle ? {} : { 'aws:cdk:bundling-stacks': [] }) },
  });
  const stack = courrielStack(app);
  const assembly = app.synth();
  const templatePath = join(assembly.directory, stack.templateFile);
  const template: unknown = assembly.getStackByName(stack.stackName).template;
  return { outdir: assembly.directory, templatePath, template, stack };
};
