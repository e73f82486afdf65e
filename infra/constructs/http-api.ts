import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { routes } from '../../shared/api/contract.ts';
import type { Route } from '../../shared/api/route.ts';
import type { Config } from '../config.ts';
import { acknowledge } from './acknowledge.ts';

/** Logs ids and figures only, because the query string may hold a name that somebody searched for. */
const accessLog = {
  requestId: '$context.requestId',
  routeKey: '$context.routeKey',
  status: '$context.status',
  errorMessage: '$context.error.message',
  authorizerError: '$context.authorizer.error',
  integrationError: '$context.integrationErrorMessage',
  latencyMs: '$context.responseLatency',
  bytes: '$context.responseLength',
  at: '$context.requestTimeEpoch',
};

/** Requests per second from all clients together, against one that never stops; the page itself stays far below. */
const throttle = { rateLimit: 100, burstLimit: 200 };

type Props = {
  api: IFunction;
  config: Pick<Config, 'issuer' | 'audience' | 'apiScope' | 'importScope' | 'webOrigins'>;
};

/** A token must carry one of these scopes; the function checks them again. */
const scopes = ({ apiScope, importScope }: Props['config'], { scope }: Route): string[] =>
  scope === 'none' ? [] : scope === 'import' ? [importScope, apiScope] : [apiScope];

/**
 * An HTTP API with exactly the routes of the contract, each behind the issuer's JWT unless the contract declares it
 * open.
 */
export const httpApi = (scope: Construct, { api, config }: Props): { url: string; id: string } => {
  const gateway = new HttpApi(scope, 'http-api', {
    createDefaultStage: false,
    corsPreflight: {
      allowOrigins: config.webOrigins,
      allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.PUT, CorsHttpMethod.POST, CorsHttpMethod.PATCH],
      allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-none-match'],
      exposeHeaders: ['retry-after', 'etag', 'link'],
      maxAge: Duration.hours(1),
    },
  });
  const authorizer = new HttpJwtAuthorizer('authorizer', config.issuer, { jwtAudience: config.audience });
  const integration = new HttpLambdaIntegration('api', api, { scopePermissionToRoute: false });
  for (const route of Object.values<Route>(routes)) {
    const made = gateway.addRoutes({
      path: route.path,
      methods: [HttpMethod[route.method]],
      integration,
      ...(route.scope === 'none'
        ? { authorizer: new HttpNoneAuthorizer() }
        : { authorizer, authorizationScopes: scopes(config, route) }),
    });
    if (route.scope === 'none')
      for (const open of made)
        acknowledge(
          open,
          'AwsSolutions-APIG4',
          `${route.method} ${route.path} is open by the contract: its response is public anyway.`,
        );
  }
  const logGroup = new LogGroup(scope, 'http-api-log', {
    retention: RetentionDays.THREE_MONTHS,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const stage = new HttpStage(scope, 'http-api-stage', {
    httpApi: gateway,
    stageName: '$default',
    autoDeploy: true,
    detailedMetricsEnabled: true,
    throttle,
    accessLogSettings: {
      destination: new LogGroupLogDestination(logGroup),
      format: AccessLogFormat.custom(JSON.stringify(accessLog)),
    },
  });
  return { url: stage.url, id: gateway.apiId };
};
