import { copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, type BundlingOptions, DockerImage } from 'aws-cdk-lib';
import { type AssetCode, Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';
import { codecFiles } from '../../../shared/domain/codec-files.ts';
import type { FunctionName } from '../../../shared/runtime/env.ts';

const packages = createRequire(import.meta.url);
const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * The bundle is ESM but contains CommonJS, which expects three names. `__filename` and `__dirname` go through `define`,
 * because a module that declares one itself would clash with ours.
 */
const banner = [
  "import { createRequire as courrielCreateRequire } from 'node:module';",
  'const require = courrielCreateRequire(import.meta.url);',
  'const courrielFilename = import.meta.filename;',
  'const courrielDirname = import.meta.dirname;',
].join('\n');
const define = { __filename: 'courrielFilename', __dirname: 'courrielDirname' };

/** Bundles the entry point and returns the files that went into it. */
export const bundleFile = (entry: string, outfile: string): string[] => {
  const { metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: banner },
    define,
    charset: 'utf8',
    logLevel: 'warning',
    metafile: true,
  });
  return Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
};

/**
 * Everything that a function needs, SDK clients included, in one readable file, so that the tested code is the deployed
 * code. The API's picture codecs are WebAssembly files of their own and are copied beside it.
 */
export const writeBundle = (name: FunctionName, outdir: string): void => {
  // The browser comes in a layer; its package is loaded only where there is no layer
  // (shared/adapters/chromium/executable.ts).
  bundleFile(`functions/${name}/index.ts`, join(outdir, 'index.mjs'));
  if (name === 'api')
    for (const file of Object.values(codecFiles)) copyFileSync(packages.resolve(file), join(outdir, basename(file)));
};

/** An asset that this process writes itself. */
export const writtenHere = (write: (outdir: string) => void): BundlingOptions => ({
  // Required by the type, but never pulled: the local bundling always succeeds or throws.
  image: DockerImage.fromRegistry('scratch'),
  local: {
    tryBundle: (outdir) => {
      write(outdir);
      return true;
    },
  },
});

/** Runs esbuild in this process; one npx per function would cost more than a second each. */
export const bundledCode = (name: FunctionName): AssetCode =>
  Code.fromAsset(join(root, 'functions', name), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: writtenHere((outdir) => writeBundle(name, outdir)),
  });
