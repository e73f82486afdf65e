import { synthesize } from '../infra/synthesize.ts';

/** Synthesizes in a process of its own, because CDK takes much memory and is of no use once the template is written. */
const [outdir = '', config = '{}'] = process.argv.slice(2);
synthesize({ outdir, config: JSON.parse(config), bundle: true });
