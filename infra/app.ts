import { App, Validations } from 'aws-cdk-lib';
import { rulePacks } from './rule-packs.ts';
import { courrielStack } from './stack.ts';
import { appContext } from './synthesize.ts';

/** The CDK app that `cdk synth` and `cdk deploy` run (cdk.json), checked against the rule packs. */
const app = new App({ context: appContext });
courrielStack(app);
Validations.of(app).addPlugins(...rulePacks());
app.synth();
