/**
 * Imports go one way (docs/architecture.md#the-rooms). The check fails if it cruised no module
 * (test/checks/imports.ts).
 */
const only = (from, allowed) => ({
  name: `${from.replaceAll(/[^a-z]+/g, '-')}-imports-only`,
  severity: 'error',
  from: { path: from },
  to: { path: '^(?:shared|functions|infra|local|web|test|bench)/', pathNot: allowed },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('^shared/words/', ['^shared/words/']),
    only('^shared/domain/', ['^shared/(?:domain|words)/']),
    only('^shared/ports/', ['^shared/(?:ports|domain)/']),
    only('^shared/actions/', ['^shared/(?:actions|ports|domain)/']),
    only('^shared/documents/', ['^shared/(?:documents|ports|domain|words)/']),
    only('^shared/api/', ['^shared/(?:api|domain|words)/']),
    only('^shared/adapters/', ['^shared/(?:adapters|ports|domain|runtime/env)']),
    only('^shared/runtime/', ['^shared/(?:runtime|ports|domain|api|words)/']),
    only('^functions/[^/]+/(?!index\\.ts$)', ['^functions/', '^shared/(?:actions|ports|domain|api|documents)/']),
    only('^functions/[^/]+/index\\.ts$', ['^functions/', '^shared/']),
    {
      name: 'functions-never-import-each-other',
      severity: 'error',
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^functions/', pathNot: '^functions/$1/' },
    },
    only('^infra/', ['^infra/', '^shared/(?:api|domain|runtime/env)']),
    only('^local/', ['^local/', '^infra/', '^shared/(?:api|domain|runtime/env)']),
    only('^web/', ['^web/', '^shared/words/']),
    only('^web/src/api/', ['^web/src/(?:api|generated)/']),
    only('^web/src/parts/', ['^web/src/(?:parts|api|strings)/', '^web/src/[^/]+$']),
    {
      name: 'nobody-imports-test-infra-or-local',
      severity: 'error',
      from: { pathNot: '^(?:test|infra|local|bench)/' },
      to: { path: '^(?:test|infra|local)/' },
    },
    {
      name: 'domain-knows-no-sdk',
      severity: 'error',
      from: { path: '^shared/domain/' },
      to: { dependencyTypes: ['npm'], pathNot: 'node_modules/(?:zod|ulid)/' },
    },
    {
      name: 'use-cases-know-no-sdk',
      severity: 'error',
      from: { path: '^functions/[^/]+/(?!index\\.ts$)' },
      to: { path: 'node_modules/(?:@aws-sdk|@middy|puppeteer-core|nodemailer|mailparser)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(?:^|/)(?:cdk\\.out|dist|\\.local)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
