import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { type AssetCode, Code } from 'aws-cdk-lib/aws-lambda';
import { type BuildOptions, buildSync } from 'esbuild';
import { documentFonts } from '../../shared/adapters/document-fonts.ts';
import type { FunctionName } from '../../shared/runtime/env.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const chromium = '@sparticuz/chromium';

/**
 * ESM with CommonJS inside, which expects three names. The two of the file's place go through `define`, because a module that
 * declares one itself would clash with ours.
 */
const banner = [
  "import { createRequire as courrielCreateRequire } from 'node:module';",
  'const require = courrielCreateRequire(import.meta.url);',
  'const courrielFilename = import.meta.filename;',
  'const courrielDirname = import.meta.dirname;',
].join('\n');
const define = { __filename: 'courrielFilename', __dirname: 'courrielDirname' };

const build = (entry: string, outfile: string, more: BuildOptions = {}): void => {
  buildSync({
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
    ...more,
  });
};

/** The browser stays a package, because shared/adapters finds its archives by it; the software GPU's is never loaded. */
const copyChromium = (outdir: string): void =>
  cpSync(join(root, 'node_modules', chromium), join(outdir, 'node_modules', chromium), {
    recursive: true,
    filter: (path) => !path.endsWith('swiftshader.tar.br'),
  });

const copyFonts = (outdir: string): void => {
  for (const font of documentFonts) cpSync(join(root, 'node_modules', font), join(outdir, 'node_modules', font));
};

/** Everything a function needs, SDK clients included, in one readable file: what was tested is what runs. */
export const writeBundle = (name: FunctionName, outdir: string): void => {
  build(`functions/${name}/index.ts`, join(outdir, 'index.mjs'), { external: [chromium] });
  if (name === 'render-detail') {
    copyChromium(outdir);
    copyFonts(outdir);
  }
};

/** esbuild in this process instead of one npx per function, which costs more than a second each. */
export const bundledCode = (name: FunctionName): AssetCode =>
  Code.fromAsset(join(root, 'functions', name), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      /** Demanded by the type; never pulled, because the local bundling always succeeds or throws. */
      image: DockerImage.fromRegistry('scratch'),
      local: {
        tryBundle: (outdir) => {
          writeBundle(name, outdir);
          return true;
        },
      },
    },
  });
