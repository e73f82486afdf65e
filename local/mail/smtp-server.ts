import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { open } from '../http.ts';
import { maxMailBytes } from '../settings.ts';
import type { Receipt } from './receipt.ts';

/**
 * SES's inbound SMTP endpoint. It answers 250 only after the mail is stored; without that answer, the sender keeps the
 * mail and tries again.
 */

const refusal = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });

const starting = refusal(421, '4.3.2 Not ready yet, try again');

const collect = async (stream: SMTPServerDataStream): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  // Beyond the limit the stream must still be read to its end, or the client never reads the response.
  for await (const chunk of stream) if (stream.byteLength <= maxMailBytes) chunks.push(chunk);
  if (stream.sizeExceeded) throw refusal(552, 'Message size exceeds 40 MB');
  return Buffer.concat(chunks);
};

/** `receipt` is called for each mail: the port is open, and known to be free, before the parts behind it are ready. */
export const startSmtp = async (
  receipt: () => Receipt | null,
  port: number,
): Promise<{ port: number; stop(): Promise<void> }> => {
  const server = new SMTPServer({
    banner: 'Courriel, local run',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: maxMailBytes,
    logger: false,
    closeTimeout: 1000,
    onRcptTo: ({ address }, _session, done) => {
      const rules = receipt();
      if (!rules) done(starting);
      else done(rules.accepts(address) ? null : refusal(550, `5.1.1 No receipt rule takes mail for ${address}`));
    },
    onData: (stream, session, done) => {
      const take = async (): Promise<void> => {
        const raw = await collect(stream);
        const { mailFrom, rcptTo } = session.envelope;
        const rules = receipt();
        if (!rules) throw starting;
        await rules.receive({
          mailFrom: mailFrom ? mailFrom.address : '',
          recipients: rcptTo.map(({ address }) => address),
          raw,
          helo: session.hostNameAppearsAs || 'localhost',
        });
      };
      take().then(
        () => done(null, 'Ok'),
        (error: Error & { responseCode?: number }) => {
          if (error.responseCode === undefined) console.error('Could not store an incoming mail:', error.message);
          done(error.responseCode === undefined ? refusal(451, '4.3.0 Could not store the message, try again') : error);
        },
      );
    },
  });
  // A client that disconnects is not worth a log line.
  server.on('error', () => {});
  await open(server.server, port, 'SMTP_PORT');
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((done) => server.close(() => done())),
  };
};
