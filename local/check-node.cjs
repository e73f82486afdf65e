// Loaded before start.ts, which an older Node cannot parse. This file uses only syntax that an old Node knows.
var major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    'Courriel needs Node 24, but this is Node ' +
      process.versions.node +
      ': start it with "npm start" after "npm ci", which installs Node 24\n',
  );
  process.exit(1);
}
