import { entryHandler } from './gateway/entry.ts';
import { listen } from './http.ts';
import type { Mailbox } from './mail/mailbox.ts';
import { startSmtp } from './mail/smtp-server.ts';
import { host, type PortChoice } from './settings.ts';
import type { Teardown } from './teardown.ts';
import { mailboxPages } from './viewer/mailbox-server.ts';

type Behind = {
  parts: NonNullable<ReturnType<Parameters<typeof entryHandler>[0]>>;
  receipt: NonNullable<ReturnType<Parameters<typeof startSmtp>[0]>>;
};

/**
 * Opens the three ports that the user can choose before anything else starts, so that a taken port is reported at once.
 * Until the parts behind them are ready, the page's port answers 503 and SMTP answers 421; the mailbox needs no other
 * part.
 */
export const openPorts = async (choice: PortChoice, mailbox: Mailbox, teardown: Teardown) => {
  let parts: Behind['parts'] | null = null;
  let receipt: Behind['receipt'] | null = null;
  const page = teardown.started(
    await listen(
      choice.page,
      entryHandler(() => parts),
      'PORT',
    ),
  );
  const smtp = teardown.started(await startSmtp(() => receipt, choice.smtp));
  const post = teardown.started(await listen(choice.mailbox, mailboxPages(mailbox, smtp.port), 'MAILBOX_PORT'));
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
