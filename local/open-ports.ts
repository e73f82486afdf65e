import { frontDoor } from './gateway/entry.ts';
import { listen } from './http.ts';
import type { Mailbox } from './mail/mailbox.ts';
import { startSmtp } from './mail/smtp-server.ts';
import { host, type PortChoice } from './settings.ts';
import type { Teardown } from './teardown.ts';
import { mailboxPages } from './viewer/mailbox-server.ts';

type Behind = {
  parts: NonNullable<ReturnType<Parameters<typeof frontDoor>[0]>>;
  receipt: NonNullable<ReturnType<Parameters<typeof startSmtp>[0]>>;
};

/**
 * The three ports that people know are opened before anything else, so that a taken one is said at once; until the parts
 * behind them are up they answer "starting". The mailbox needs none.
 */
export const openPorts = async (choice: PortChoice, mailbox: Mailbox, undo: Teardown) => {
  let parts: Behind['parts'] | null = null;
  let receipt: Behind['receipt'] | null = null;
  const page = undo.started(
    await listen(
      choice.page,
      frontDoor(() => parts),
      'PORT',
    ),
  );
  const smtp = undo.started(await startSmtp(() => receipt, choice.smtp));
  const post = undo.started(await listen(choice.mailbox, mailboxPages(mailbox, smtp.port), 'MAILBOX_PORT'));
  const pageUrl = `http://${host}:${page.port}`;
  return {
    ports: { page: page.port, mailbox: post.port, smtp: smtp.port },
    urls: { page: pageUrl, api: `${pageUrl}/api`, s3: `${pageUrl}/s3`, mailbox: `http://${host}:${post.port}` },
    openPage: (ready: Behind['parts']): void => {
      parts = ready;
    },
    openMail: (ready: Behind['receipt']): void => {
      receipt = ready;
    },
    shut: (): void => {
      parts = null;
      receipt = null;
    },
  };
};
