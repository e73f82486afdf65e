import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants, copyFileSync, cpSync, linkSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AssetHashType } from 'aws-cdk-lib';
import { Architecture, Code, LayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { writtenHere } from './bundle.ts';

/** Chromium as a layer, unpacked: most of a cold start was Brotli (docs/decisions/0012). */

const root = fileURLToPath(new URL('../../../', import.meta.url));
const adapter = (name: string): string => join(root, 'shared/adapters/chromium', `${name}.ts`);

/** Where the layer's folder stands in the function: Lambda mounts layers under /opt. */
export const chromiumFolder = '/opt/chromium';

/** The renderer's own adapter (by its path: infra does not import adapters) unpacks once per machine, and says where. */
const unpackedFolder = (): string => {
  const script = `const { unpackChromium } = await import(${JSON.stringify(pathToFileURL(adapter('unpack')).href)});
process.stdout.write((await unpackChromium()).folder)`;
  return execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
};

/** Hard links: 230 MB are neither read nor stored again for each synthesis, and the asset is whole wherever it is moved. */
const linkOrCopy = (from: string, to: string): void => {
  try {
    linkSync(from, to);
  } catch {
    // Recovery: another file system, or one without links.
    copyFileSync(from, to, constants.COPYFILE_FICLONE);
  }
};

export const writeLayer = (outdir: string): void => {
  const from = unpackedFolder();
  const to = join(outdir, basename(chromiumFolder));
  const largest = join(from, 'chromium');
  cpSync(from, to, { recursive: true, filter: (path) => path !== largest });
  linkOrCopy(largest, join(to, 'chromium'));
};

/** Of what decides the contents: how they are unpacked, which files, and the versions of the packages that these name. */
const hashOfContents = (): string => {
  const texts = ['unpack', 'fonts'].map((name) => readFileSync(adapter(name), 'utf8'));
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const versions = Object.entries(dependencies).filter(([name]) =>
    texts.some((text) => text.includes(`${name}/`) || text.includes(`'${name}'`)),
  );
  return createHash('sha256')
    .update(JSON.stringify([texts, versions]))
    .digest('hex');
};

export const chromiumLayer = (scope: Construct): LayerVersion =>
  new LayerVersion(scope, 'chromium', {
    description: 'Chromium, its libraries and the fonts of the Detail document',
    compatibleArchitectures: [Architecture.X86_64],
    compatibleRuntimes: [Runtime.NODEJS_24_X],
    code: Code.fromAsset(join(root, 'node_modules/@sparticuz/chromium'), {
      assetHashType: AssetHashType.CUSTOM,
      assetHash: hashOfContents(),
      bundling: writtenHere(writeLayer),
    }),
  });
