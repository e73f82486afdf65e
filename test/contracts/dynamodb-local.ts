import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const require = createRequire(import.meta.url);

/** Amazon's DynamoDB Local, which the npm package amplify-dynamodb-simulator contains, needs Java. */
export const hasJava = (): boolean => spawnSync('java', ['-version']).status === 0;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
};

const answers = async (endpoint: string): Promise<boolean> => {
  // Recovery: until the server listens, the request fails. Any HTTP answer means that it is up.
  try {
    await fetch(endpoint);
    return true;
  } catch {
    return false;
  }
};

const waitUntilUp = async (endpoint: string, process: ChildProcess): Promise<void> => {
  const tries = 200;
  for (let i = 0; i < tries; i += 1) {
    if (process.exitCode !== null) throw new Error(`DynamoDB Local ended with ${process.exitCode}`);
    if (await answers(endpoint)) return;
    await wait(150);
  }
  throw new Error('DynamoDB Local did not come up');
};

export const startDynamoDbLocal = async (): Promise<{ endpoint: string; stop: () => Promise<void> }> => {
  const folder = join(dirname(require.resolve('amplify-dynamodb-simulator/package.json')), 'emulator');
  const port = await freePort();
  const options = ['-Djava.library.path=./DynamoDBLocal_lib', '-jar', 'DynamoDBLocal.jar'];
  const server = spawn('java', [...options, '-inMemory', '-disableTelemetry', '-port', String(port)], {
    cwd: folder,
    stdio: 'ignore',
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (server.exitCode !== null) return;
    server.kill();
    await once(server, 'exit');
  };
  await waitUntilUp(endpoint, server).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { endpoint, stop };
};
