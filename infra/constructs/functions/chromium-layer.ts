import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants, copyFileSync, cpSync, linkSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AssetHashType } from 'aws-cdk-lib';
import { Architecture, Code, LayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { writtenHere } from './bundle.ts';

/** Chromium as an unpacked layer: most of a cold start was Brotli decompression (ADR 12). */

const root = fileURLToPath(new URL('../../../', import.meta.url));
const adapter = (name: string): string => join(root, 'shared/adapters/chromium', `${name}.ts`);

/** Path of the layer's folder in the function: Lambda mounts layers under /opt. */
export const chromiumFolder = '/opt/chromium';

/**
 * Runs the renderer's own adapter in a process, because infra does not import adapters; it unpacks once per machine and
 * returns the folder.
 */
const unpackedFolder = (): string => {
  const script = `const { unpackChromium } = await import(${JSON.stringify(pathToFileURL(adapter('unpack')).href)});
process.stdout.write((await unpackChromium()).folder)`;
  return execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
};

/** Hard links save reading and storing 230 MB at each synthesis, and the asset stays complete when it is moved. */
const linkOrCopy = (from: string, to: string): void => {
  try {
    linkSync(from, to);
  } catch {
    // Recovery: the target is another file system, or one without hard links.
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

/**
 * Hash of everything that determines the contents: how they are unpacked, which files, and the versions of the packages
 * involved.
 */
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
