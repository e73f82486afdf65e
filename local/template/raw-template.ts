import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { PlainError } from '../settings.ts';

/** The output of `cdk synth`: the template of the one stack and the folders of its assets. */

const RawResource = z.looseObject({
  Type: z.string(),
  Condition: z.string().optional(),
  Properties: z.record(z.string(), z.unknown()).default({}),
});
export type RawResource = z.infer<typeof RawResource>;

export const RawTemplate = z.looseObject({
  Parameters: z.record(z.string(), z.looseObject({ Default: z.unknown().optional() })).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string(), RawResource),
});
export type RawTemplate = z.infer<typeof RawTemplate>;

const Manifest = z.looseObject({
  artifacts: z.record(
    z.string(),
    z.looseObject({
      type: z.string(),
      properties: z.looseObject({ templateFile: z.string().optional(), file: z.string().optional() }).default({}),
    }),
  ),
});
const Assets = z.looseObject({
  files: z.record(
    z.string(),
    z.looseObject({
      source: z.looseObject({ path: z.string() }),
      destinations: z.record(z.string(), z.looseObject({ objectKey: z.string() })),
    }),
  ),
});

export type Assembly = { template: RawTemplate; assetDir(objectKey: string): string };

const readJson = <T>(schema: z.ZodType<T>, path: string): T => {
  if (!existsSync(path)) throw new PlainError(`${path} does not exist: the folder was not written by cdk synth`);
  return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
};

export const readAssembly = (directory: string): Assembly => {
  const dir = resolve(directory);
  const artifacts = Object.values(readJson(Manifest, join(dir, 'manifest.json')).artifacts);
  const filesOf = (type: string, name: 'templateFile' | 'file'): string[] =>
    artifacts.flatMap((artifact) => (artifact.type === type ? [join(dir, artifact.properties[name] ?? '')] : []));

  const templates = filesOf('aws:cloudformation:stack', 'templateFile');
  const [path] = templates;
  if (path === undefined || templates.length > 1)
    throw new PlainError(`The local run needs exactly one stack; ${dir} holds ${templates.length}`);

  const places = new Map<string, string>();
  for (const manifest of filesOf('cdk:asset-manifest', 'file')) {
    for (const { source, destinations } of Object.values(readJson(Assets, manifest).files)) {
      for (const { objectKey } of Object.values(destinations)) places.set(objectKey, resolve(dir, source.path));
    }
  }
  return {
    template: readJson(RawTemplate, path),
    assetDir: (objectKey) => {
      const place = places.get(objectKey);
      if (place === undefined) throw new PlainError(`The template names the asset ${objectKey}, which ${dir} lacks`);
      return place;
    },
  };
};
