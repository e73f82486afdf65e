import { App } from 'aws-cdk-lib';
import { courrielStack } from './stack.ts';
import { appContext } from './synthesize.ts';

const app = new App({ context: appContext });
courrielStack(app);
app.synth();
