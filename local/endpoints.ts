import { localCredentials } from './settings.ts';

/** The address of each AWS service: our own part, or the replacement that the user named with AWS_ENDPOINT_URL_…. */

const services = ['DYNAMODB', 'S3', 'SQS', 'SNS', 'SFN', 'SESV2', 'LAMBDA', 'SECRETS_MANAGER'] as const;
export type Service = (typeof services)[number];

export type Endpoints = {
  urls: Record<Service, string>;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
};

const variable = (service: Service): string => `AWS_ENDPOINT_URL_${service}`;

/** Services that the user replaced; our own parts for them are not started. */
export const foreignServices = (env: NodeJS.ProcessEnv): Map<Service, string> =>
  new Map(services.flatMap((service) => (env[variable(service)] ? [[service, String(env[variable(service)])]] : [])));

/**
 * The user's own credentials are sent only to endpoints that the user named, so that nothing reaches AWS by accident.
 */
const credentialsFor = (env: NodeJS.ProcessEnv, foreign: Map<Service, string>): Endpoints['credentials'] => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = env;
  if (foreign.size === 0 || !AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return localCredentials;
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
  };
};

export const chooseEndpoints = (
  own: { aws: string; s3: string; queues: string },
  env: NodeJS.ProcessEnv = process.env,
): Endpoints => {
  const foreign = foreignServices(env);
  const ours: Record<Service, string> = {
    DYNAMODB: own.aws,
    S3: own.s3,
    SQS: own.queues,
    SNS: own.queues,
    SFN: own.aws,
    SESV2: own.aws,
    LAMBDA: own.aws,
    SECRETS_MANAGER: own.aws,
  };
  return {
    urls: { ...ours, ...Object.fromEntries(foreign) },
    credentials: credentialsFor(env, foreign),
  };
};

/** The environment variables with which a function's ordinary SDK clients find their services. */
export const endpointEnvironment = ({ urls, credentials }: Endpoints): Record<string, string> => ({
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  ...(credentials.sessionToken ? { AWS_SESSION_TOKEN: credentials.sessionToken } : {}),
  ...Object.fromEntries(services.map((service) => [variable(service), urls[service]])),
});
