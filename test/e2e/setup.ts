import type { TestProject } from 'vitest/node';
import { newPlace, removeData, startStack, stopStack } from './stack.ts';

/** Starts one stack for all e2e files that do not kill it. */
declare module 'vitest' {
  export interface ProvidedContext {
    place: { port: number; mailboxPort: number; smtpPort: number; dataDir: string };
  }
}

export default async (project: TestProject) => {
  const place = await newPlace();
  const stack = await startStack(place);
  project.provide('place', place);
  return async () => {
    await stopStack(stack);
    await removeData(stack);
  };
};
