import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { ConfigInput } from '../../infra/config.ts';
import { synthesize } from '../../infra/synthesize.ts';

// biome-ignore lint/suspicious/noExplicitAny: a template is read by its paths; a wrong path fails the assertion
type Any = any;

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.custom<Any>()).default({}),
  DependsOn: z.array(z.string()).default([]),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
  Metadata: z.record(z.string(), z.unknown()).default({}),
});
export type Resource = z.infer<typeof Resource> & { id: string };

const newlySynthesized = (config: ConfigInput) => {
  const outdir = mkdtempSync(join(tmpdir(), 'courriel-synth-'));
  try {
    const { template } = synthesize({ outdir, config, bundle: false });
    const { Resources } = z.object({ Resources: z.record(z.string(), Resource) }).parse(template);
    const resources: Resource[] = Object.entries(Resources).map(([id, resource]) => ({ id, ...resource }));
    const ofType = (type: string): Resource[] => resources.filter((resource) => resource.Type === type);
    /** Finds a resource by its construct's name, which for a function is the name of its folder. */
    const named = (name: string, type: string): Resource => {
      const found = ofType(type).filter(({ Metadata }) => String(Metadata['aws:cdk:path']).split('/')[1] === name);
      if (found.length !== 1 || found[0] === undefined) {
        throw new Error(`${found.length} resources of ${type} are named ${name}`);
      }
      return found[0];
    };
    return { resources, ofType, named };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
};

export type Template = ReturnType<typeof newlySynthesized>;

const known = new Map<string, Template>();

/** The template without the functions' code. Tests share one per process and configuration, since none changes it. */
export const synthesized = (config: ConfigInput = {}): Template => {
  const key = JSON.stringify(config);
  const template = known.get(key) ?? newlySynthesized(config);
  known.set(key, template);
  return template;
};

export const list = (value: Any): Any[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

/** Every policy statement of a role, inline or attached. */
export const statementsOf = (template: Template, role: Resource): Any[] => [
  ...list(role.Properties.Policies).flatMap((policy) => policy.PolicyDocument.Statement),
  ...template
    .ofType('AWS::IAM::Policy')
    .filter((policy) => policy.Properties.Roles.some((held: Any) => held.Ref === role.id))
    .flatMap((policy) => policy.Properties.PolicyDocument.Statement),
];

/** An ARN that the template builds from parts, as one readable text. */
export const text = (value: Any): string =>
  typeof value === 'string'
    ? value
    : value?.['Fn::Join'] !== undefined
      ? value['Fn::Join'][1].map(text).join(value['Fn::Join'][0])
      : `<${value?.Ref ?? value?.['Fn::GetAtt']?.join('.') ?? JSON.stringify(value)}>`;
