import { expect, test } from 'vitest';
import { routes } from '../../shared/api/contract.ts';
import { type Route, routeKey } from '../../shared/api/route.ts';
import { synthesized } from './template.ts';

const template = synthesized({
  issuer: 'https://id.acme.example',
  audience: 'one,two',
  apiScope: 'app/use',
  importScope: 'app/import',
  webOrigins: 'https://a.example,https://b.example',
});
const gateway = new Map(
  template.ofType('AWS::ApiGatewayV2::Route').map(({ Properties }) => [Properties.RouteKey, Properties]),
);

test('the gateway has exactly the routes of the contract', () => {
  expect([...gateway.keys()].sort()).toEqual(Object.values<Route>(routes).map(routeKey).sort());
});

test('every route but the OpenAPI document requires a token with a scope that the contract names', () => {
  const scopes = { none: undefined, api: ['app/use'], import: ['app/import', 'app/use'] };
  const authorizer = template.ofType('AWS::ApiGatewayV2::Authorizer');
  expect(authorizer).toHaveLength(1);
  for (const route of Object.values<Route>(routes)) {
    const found = gateway.get(routeKey(route));
    expect(found?.AuthorizationScopes, route.path).toEqual(scopes[route.scope]);
    expect(found?.AuthorizationType, route.path).toBe(route.scope === 'none' ? 'NONE' : 'JWT');
    expect(found?.AuthorizerId?.Ref, route.path).toBe(route.scope === 'none' ? undefined : authorizer[0]?.id);
  }
  expect(Object.values<Route>(routes).filter(({ scope }) => scope === 'none')).toEqual([routes.getOpenApi]);
});

test('the gateway accepts only tokens of the configured issuer and audiences', () => {
  expect(template.ofType('AWS::ApiGatewayV2::Authorizer')[0]?.Properties).toMatchObject({
    AuthorizerType: 'JWT',
    IdentitySource: ['$request.header.Authorization'],
    JwtConfiguration: { Issuer: 'https://id.acme.example', Audience: ['one', 'two'] },
  });
});

test('every route goes to the api function, which the gateway may invoke', () => {
  const integrations = template.ofType('AWS::ApiGatewayV2::Integration');
  const api = template.named('api', 'AWS::Lambda::Function');
  expect(integrations.map(({ Properties }) => [Properties.IntegrationUri, Properties.PayloadFormatVersion])).toEqual([
    [{ 'Fn::GetAtt': [api.id, 'Arn'] }, '2.0'],
  ]);
  for (const route of gateway.values()) {
    expect(route.Target).toEqual({ 'Fn::Join': ['', ['integrations/', { Ref: integrations[0]?.id }]] });
  }
  const permissions = template
    .ofType('AWS::Lambda::Permission')
    .filter(({ Properties }) => Properties.Principal === 'apigateway.amazonaws.com');
  expect(permissions.map(({ Properties }) => Properties.FunctionName)).toEqual([{ 'Fn::GetAtt': [api.id, 'Arn'] }]);
});

test('a page of the configured origins may send the headers that the API needs', () => {
  const cors = template.ofType('AWS::ApiGatewayV2::Api')[0]?.Properties.CorsConfiguration;
  expect(cors.AllowOrigins).toEqual(['https://a.example', 'https://b.example']);
  expect(cors.AllowHeaders).toEqual(expect.arrayContaining(['authorization', 'content-type', 'idempotency-key']));
  const methods = new Set(Object.values<Route>(routes).map(({ method }) => method));
  expect(new Set(cors.AllowMethods)).toEqual(methods);
});

test('calls are throttled, and their log holds no path, query, identity or header', () => {
  const stage = template.named('http-api-stage', 'AWS::ApiGatewayV2::Stage').Properties;
  expect(stage.StageName).toBe('$default');
  expect(stage.DefaultRouteSettings.ThrottlingRateLimit).toBeGreaterThan(0);
  expect(stage.DefaultRouteSettings.ThrottlingBurstLimit).toBeGreaterThan(0);
  expect(JSON.parse(stage.AccessLogSettings.Format)).toMatchObject({ routeKey: '$context.routeKey' });
  expect(stage.AccessLogSettings.Format).not.toMatch(/path|query|identity|claims|header/i);
});
