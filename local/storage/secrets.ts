import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AwsError, type AwsService } from '../aws-server.ts';
import type { LocalSecret } from '../template/storage.ts';

/** Secrets Manager: values generated once, as CloudFormation would, and kept, so that addresses stay valid. */

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const digits = '0123456789';
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

const makeValue = ({ SecretString, GenerateSecretString: rule }: LocalSecret): string => {
  if (SecretString !== undefined) return SecretString;
  if (!rule) return '';
  const alphabet = [...letters, ...digits, ...(rule.ExcludePunctuation ? '' : punctuation)].filter(
    (character) => !rule.ExcludeCharacters.includes(character),
  );
  const password = Array.from({ length: rule.PasswordLength }, () => alphabet[randomInt(alphabet.length)]).join('');
  if (rule.SecretStringTemplate === undefined || rule.GenerateStringKey === undefined) return password;
  return JSON.stringify({ ...JSON.parse(rule.SecretStringTemplate), [rule.GenerateStringKey]: password });
};

const Request = z.looseObject({ SecretId: z.string(), SecretString: z.string().optional() });

export const secretsEndpoint = (secrets: LocalSecret[], dataDir: string): AwsService => {
  const dir = join(dataDir, 'secrets');
  mkdirSync(dir, { recursive: true });
  const file = (secret: LocalSecret): string => join(dir, `${secret.name.replaceAll(/[^A-Za-z0-9_-]/g, '_')}.json`);
  const write = (secret: LocalSecret, value: string): void => {
    writeFileSync(`${file(secret)}.new`, value, { mode: 0o600 });
    renameSync(`${file(secret)}.new`, file(secret));
  };
  for (const secret of secrets) if (!existsSync(file(secret))) write(secret, makeValue(secret));

  return async ({ operation, body }) => {
    const { SecretId, SecretString } = Request.parse(JSON.parse(body.toString('utf8')));
    const secret = secrets.find(({ name, arn }) => SecretId === name || SecretId === arn);
    if (!secret)
      throw new AwsError(400, 'ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    const named = { ARN: secret.arn, Name: secret.name, VersionId: '00000000-0000-0000-0000-000000000000' };
    if (operation === 'GetSecretValue') {
      const value = readFileSync(file(secret), 'utf8');
      return { status: 200, body: { ...named, SecretString: value, VersionStages: ['AWSCURRENT'] } };
    }
    if (operation === 'PutSecretValue' && SecretString !== undefined) {
      write(secret, SecretString);
      return { status: 200, body: { ...named, VersionStages: ['AWSCURRENT'] } };
    }
    throw new AwsError(400, 'InvalidRequestException', `The local run has no ${operation}`);
  };
};
