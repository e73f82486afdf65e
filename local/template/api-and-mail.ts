import { z } from 'zod';
import { PlainError } from '../settings.ts';
import type { Reader } from './reader.ts';

/** Reads from the template how requests and mail come in and go out: the HTTP API and SES. */

const strings = z.array(z.string());
const CorsConfiguration = z.looseObject({
  AllowOrigins: strings.default([]),
  AllowMethods: strings.default([]),
  AllowHeaders: strings.default([]),
  ExposeHeaders: strings.default([]),
  AllowCredentials: z.coerce.boolean().default(false),
  MaxAge: z.coerce.number().optional(),
});
export type ApiCors = z.infer<typeof CorsConfiguration>;

export type Authorizer = { issuer: string; audience: string[] };
export type LocalRoute = {
  /** "GET /projects/{projectId}" or "$default". */
  routeKey: string;
  functionArn: string;
  /** Null for a route without authorization. */
  authorizer: Authorizer | null;
  /** A token must carry one of these; if empty, any valid token is accepted. */
  scopes: string[];
};
export type LocalApi = { id: string; cors: ApiCors | null; routes: LocalRoute[] };

const ApiProperties = z.looseObject({ CorsConfiguration: CorsConfiguration.optional() });
const AuthorizerProperties = z.looseObject({
  AuthorizerType: z.literal('JWT'),
  JwtConfiguration: z.looseObject({ Issuer: z.string(), Audience: strings.default([]) }),
});
const IntegrationProperties = z.looseObject({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
});
const RouteProperties = z.looseObject({
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: strings.default([]),
});

/** Null when the template has no HTTP API. */
export const readApi = (reader: Reader): LocalApi | null => {
  const [api, ...others] = reader.list('AWS::ApiGatewayV2::Api', ApiProperties);
  if (!api) return null;
  if (others.length > 0) throw new PlainError('The local run supports one HTTP API, but the template has more');
  const authorizers = new Map(
    reader
      .list('AWS::ApiGatewayV2::Authorizer', AuthorizerProperties)
      .map(({ id, properties: { JwtConfiguration } }) => [
        id,
        { issuer: JwtConfiguration.Issuer, audience: JwtConfiguration.Audience },
      ]),
  );
  const functions = new Map(
    reader
      .list('AWS::ApiGatewayV2::Integration', IntegrationProperties)
      .map(({ id, properties }) => [`integrations/${id}`, properties.IntegrationUri]),
  );
  const routes = reader.list('AWS::ApiGatewayV2::Route', RouteProperties).map(({ id, properties }) => {
    const functionArn = functions.get(properties.Target);
    const authorizer = properties.AuthorizationType === 'JWT' ? authorizers.get(properties.AuthorizerId ?? '') : null;
    if (functionArn === undefined || authorizer === undefined)
      throw new PlainError(`The template's route ${id} names an integration or an authorizer that does not exist`);
    return { routeKey: properties.RouteKey, functionArn, authorizer, scopes: properties.AuthorizationScopes };
  });
  return { id: api.named.ref, cors: api.properties.CorsConfiguration ?? null, routes };
};

const DestinationProperties = z.looseObject({
  ConfigurationSetName: z.string(),
  EventDestination: z.looseObject({
    Enabled: z.boolean().default(true),
    MatchingEventTypes: strings,
    SnsDestination: z.looseObject({ TopicARN: z.string() }).optional(),
  }),
});
export type EventDestination = { configurationSet: string; topicArn: string; eventTypes: string[] };

export const readConfigurationSets = (reader: Reader): string[] =>
  reader.list('AWS::SES::ConfigurationSet', z.looseObject({})).map(({ named }) => named.ref);

export const readEventDestinations = (reader: Reader): EventDestination[] =>
  reader
    .list('AWS::SES::ConfigurationSetEventDestination', DestinationProperties)
    .flatMap(({ properties: { ConfigurationSetName, EventDestination: to } }) =>
      to.Enabled && to.SnsDestination
        ? [
            {
              configurationSet: ConfigurationSetName,
              topicArn: to.SnsDestination.TopicARN,
              eventTypes: to.MatchingEventTypes.map((type) => type.toLowerCase()),
            },
          ]
        : [],
    );

export const readIdentities = (reader: Reader): string[] =>
  reader
    .list('AWS::SES::EmailIdentity', z.looseObject({ EmailIdentity: z.string() }))
    .map(({ properties }) => properties.EmailIdentity.toLowerCase());

const RuleProperties = z.looseObject({
  Rule: z.looseObject({
    Enabled: z.boolean().default(false),
    Recipients: strings.default([]),
    ScanEnabled: z.boolean().default(false),
    Actions: z
      .array(
        z.looseObject({
          S3Action: z
            .looseObject({
              BucketName: z.string(),
              ObjectKeyPrefix: z.string().default(''),
              TopicArn: z.string().optional(),
            })
            .optional(),
          LambdaAction: z
            .looseObject({ FunctionArn: z.string(), InvocationType: z.string().default('Event') })
            .optional(),
        }),
      )
      .default([]),
  }),
});
export type ReceiptRule = {
  recipients: string[];
  scan: boolean;
  actions: (
    | { kind: 's3'; bucket: string; prefix: string; topicArn: string | null }
    | { kind: 'lambda'; functionArn: string; invocationType: string }
  )[];
};

export const readReceiptRules = (reader: Reader): ReceiptRule[] =>
  reader
    .list('AWS::SES::ReceiptRule', RuleProperties)
    .filter(({ properties }) => properties.Rule.Enabled)
    .map(({ id, properties: { Rule } }) => ({
      recipients: Rule.Recipients.map((recipient) => recipient.toLowerCase()),
      scan: Rule.ScanEnabled,
      actions: Rule.Actions.map(({ S3Action: s3, LambdaAction: lambda }) => {
        if (s3)
          return {
            kind: 's3' as const,
            bucket: s3.BucketName,
            prefix: s3.ObjectKeyPrefix,
            topicArn: s3.TopicArn ?? null,
          };
        if (lambda)
          return { kind: 'lambda' as const, functionArn: lambda.FunctionArn, invocationType: lambda.InvocationType };
        throw new PlainError(
          `The local run supports only the S3 and Lambda actions of a receipt rule; ${id} has another`,
        );
      }),
    }));
