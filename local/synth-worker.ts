import { synthesize } from '../infra/synthesize.ts';

/** A process of its own: CDK is large, and is of no use any more once the template stands. */
const [outdir = '', config = '{}'] = process.argv.slice(2);
synthesize({ outdir, config: JSON.parse(config), bundle: true });
