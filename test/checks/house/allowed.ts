/**
 * Exceptions to the rules of test/checks/house.ts, each with its reason. An exception for something that no longer
 * exists fails the check.
 */

/** Folders that may hold more files than the limit. */
export const fullFolders: Record<string, string> = {};

/** Files that import a list of things of one kind, each in a file of its own, however short. */
export const collectors: Record<string, string> = {
  'functions/api/api.ts': 'each route of the contract has a file with the name of its operation',
  'functions/reconcile/reconcile.ts': 'each sweep runs and fails alone, and has a file with its name',
  'shared/adapters/aws-ports.ts': 'each port has its adapter in a file of its own',
  'infra/stack.ts': 'each construct of the stack has a file of its own',
};

/** Short files with a single importer. */
export const shortFiles: Record<string, string> = {
  'functions/capture-reply/capture-again.ts': 'the second use case of the function, beside the first',
  'infra/rule-packs.ts': 'a test applies the same rule packs to stacks of its own',
  'local/data-dir.ts': 'the only place that decides what --reset may delete',
  'local/seed-when-empty.ts': 'tests that start a stack fill it as npm start does',
  'shared/domain/delivery/held-rules.ts': 'rules about a state belong in domain; the sweep that applies them has ports',
  'shared/domain/inbound/vouched-headers.ts':
    'a rule about trust belongs in domain; the use case that applies it has ports',
  'shared/domain/local-day.ts': 'time zone arithmetic, which belongs to no single subject',
  'web/src/deliveries/csv-file.ts': 'joins the parts of a file without a browser, so that a unit test can',
};
