import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { jars } from './jars.ts';

/** Fetches the jars from Maven Central with the machine's Maven, once, into .local/verapdf. */

const cache = join(import.meta.dirname, '../../../.local/verapdf');

/** A machine lacks what veraPDF needs, or the network. */
export class NoVeraPdf extends Error {}

const partsOf = (name: string) => {
  const [group = '', artifact = '', version = ''] = name.split(':');
  return { group, artifact, version, file: `${artifact}-${version}.jar` };
};

/** Resolves with what the program printed; rejects if it cannot be started or fails. */
export const run = (program: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    const note = (chunk: Buffer) => {
      printed += chunk.toString('utf8');
    };
    child.stdout.on('data', note);
    child.stderr.on('data', note);
    child.on('error', () => reject(new NoVeraPdf(`${program} is not installed`)));
    child.on('close', (code) => (code === 0 ? resolve(printed) : reject(new NoVeraPdf(`${program}: ${printed}`))));
  });

/** The names of the jars in the folder whose bytes are missing or are not those that we expect. */
const wrongIn = async (folder: string): Promise<string[]> => {
  const found = await Promise.all(
    jars.map(async ({ name, sha256 }) => {
      const bytes = await readFile(join(folder, partsOf(name).file)).catch(() => Buffer.alloc(0));
      const actual = createHash('sha256').update(bytes).digest('hex');
      return actual === sha256 ? [] : [`${name} has ${actual}`];
    }),
  );
  return found.flat();
};

const nothingElse = '<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>';

const projectFile = (): string => {
  const dependencies = jars.map(({ name }) => {
    const { group, artifact, version } = partsOf(name);
    const place = `<groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version>`;
    return `<dependency>${place}${nothingElse}</dependency>`;
  });
  return `<project><modelVersion>4.0.0</modelVersion><groupId>courriel</groupId><artifactId>verapdf</artifactId>
<version>1</version><packaging>pom</packaging><dependencies>${dependencies.join('\n')}</dependencies></project>`;
};

const fetchInto = async (folder: string): Promise<void> => {
  const project = join(folder, 'pom.xml');
  await writeFile(project, projectFile());
  await run('mvn', ['-q', '-B', '-f', project, 'dependency:copy-dependencies', `-DoutputDirectory=${folder}`]);
  const wrong = await wrongIn(folder);
  // Not an absent tool, but bytes that nobody has approved: the test must fail.
  if (wrong.length > 0) throw new Error(`unexpected bytes: ${wrong.join(', ')}`);
};

/** The class path. Throws NoVeraPdf if the jars are not here and cannot be fetched. */
export const fetchJars = async (): Promise<string> => {
  if ((await wrongIn(cache)).length > 0) {
    await mkdir(dirname(cache), { recursive: true });
    // Beside its place, because a folder cannot be renamed into another file system.
    const staging = await mkdtemp(`${cache}.`);
    try {
      await fetchInto(staging);
      await rm(cache, { recursive: true, force: true });
      await rename(staging, cache);
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  }
  return jars.map(({ name }) => join(cache, partsOf(name).file)).join(':');
};
