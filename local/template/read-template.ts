import { PlainError } from '../settings.ts';
import {
  readApi,
  readConfigurationSets,
  readEventDestinations,
  readIdentities,
  readReceiptRules,
} from './api-and-mail.ts';
import { readAsyncRules, readEventSources, readFunctions, readMachines, readSchedules } from './compute.ts';
import { readAssembly } from './raw-template.ts';
import type { Reader } from './reader.ts';
import { resolver } from './resolve.ts';
import { nameResource, type Place } from './resource-names.ts';
import { readBuckets, readQueues, readSecrets, readSubscriptions, readTables, readTopics } from './storage.ts';

/**
 * Reads from the template everything that the local run starts. Resource types without a local part (roles, keys,
 * alarms, log groups …) are ignored; a resource that has one, but in an unknown form, is refused by name.
 */
export const readTemplate = (directory: string, place: Place) => {
  const { template, assetDir } = readAssembly(directory);
  const { resolve, exists } = resolver(template, place);
  const reader: Reader = {
    assetDir,
    list: (type, schema) =>
      Object.entries(template.Resources)
        .filter(([id, resource]) => resource.Type === type && exists(id))
        .map(([id, resource]) => {
          const asked = Object.entries(resource.Properties).filter(([name]) => name in schema.shape);
          const parsed = schema.safeParse(resolve(Object.fromEntries(asked)));
          if (!parsed.success)
            throw new PlainError(
              `The template's ${id} (${type}) has a form that the local run does not support: ${parsed.error.message}`,
            );
          const named = nameResource(id, resource, resolve, place);
          return { id, named, properties: parsed.data, metadata: resource.Metadata };
        }),
  };
  return {
    functions: readFunctions(reader),
    asyncRules: readAsyncRules(reader),
    eventSources: readEventSources(reader),
    schedules: readSchedules(reader),
    machines: readMachines(reader),
    tables: readTables(reader),
    buckets: readBuckets(reader),
    queues: readQueues(reader),
    topics: readTopics(reader),
    subscriptions: readSubscriptions(reader),
    secrets: readSecrets(reader),
    api: readApi(reader),
    configurationSets: readConfigurationSets(reader),
    eventDestinations: readEventDestinations(reader),
    identities: readIdentities(reader),
    receiptRules: readReceiptRules(reader),
  };
};
export type Template = ReturnType<typeof readTemplate>;
