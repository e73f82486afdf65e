// Loaded before start.ts, which an older Node cannot even read. No syntax here that an old Node does not know.
var major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    'Courriel needs Node 24, and this is Node ' +
      process.versions.node +
      ': run it by "npm start" after "npm ci", which brings its own Node 24\n',
  );
  process.exit(1);
}
