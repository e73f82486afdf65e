import dynalite from 'dynalite';

/** Runs the database of `npm start` over a folder in a separate process, and sends its URL to the parent. */

const [, , path = ''] = process.argv;
const server = dynalite({ path, createTableMs: 0 });
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const address = server.address();
process.send?.(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
process.on('disconnect', () => server.close(() => process.exit(0)));
