import { App, Validations } from 'aws-cdk-lib';
import { rulePacks } from './rule-packs.ts';
import { courrielStack } from './stack.ts';
import { appContext } from './synthesize.ts';

const app = new App({ context: appContext });
courrielStack(app);
Validations.of(app).addPlugins(...rulePacks());
app.synth();
