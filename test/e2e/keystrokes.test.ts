import { setTimeout as sleep } from 'node:timers/promises';
import type { HTTPRequest, KeyInput, Page } from 'puppeteer-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { type Client, client, project, until } from './client.ts';
import { byRole, textOf } from './page/browser.ts';
import { pageUrl, signIn, suitePage } from './page/suite-page.ts';

const invoiceId = 'inv_charpente-3';
const subject = 'Facture 3 (essai des touches)';

let api: Client;
let page: Page;
/** The paths that the page posted to. A send shows here before it shows anywhere else. */
const posted: string[] = [];
/** Delays in milliseconds for the next directory requests, one each. Further ones are not delayed. */
const delays: number[] = [];

const hold = async (request: HTTPRequest): Promise<void> => {
  const delay = /\/directory\?.*\bq=/.test(request.url()) ? delays.shift() : undefined;
  if (delay !== undefined) await sleep(delay);
  // The page may have navigated away meanwhile, which is no fault.
  await request.continue().catch(() => undefined);
};

/** Runs `work` while the directory answers with these delays. */
const late = async (milliseconds: readonly number[], work: () => Promise<void>): Promise<void> => {
  delays.splice(0, delays.length, ...milliseconds);
  await page.setRequestInterception(true);
  page.on('request', hold);
  try {
    await work();
  } finally {
    page.off('request', hold);
    await page.setRequestInterception(false);
  }
};

beforeAll(() => {
  api = client(inject('place'));
});
suitePage((opened) => {
  page = opened;
  page.setDefaultTimeout(15_000);
  page.on('request', (request) => {
    if (
      request.method() === 'POST' &&
      /\/(?:communications|emails|resend|relay)$/.test(new URL(request.url()).pathname)
    )
      posted.push(request.url());
  });
});
beforeAll(() => signIn(page, 'Amélie Tremblay'));

const countOf = async (): Promise<number> => {
  const { json } = await api.call('usr_amelie', 'GET', `${project}/invoices/${invoiceId}`);
  return (json as { counts: { communications: number } }).counts.communications;
};
const emailsOf = async (id: string) =>
  (await api.list('usr_amelie', `${project}/invoices/${invoiceId}/communications`)).items.find((one) => one.id === id)
    ?.emailCount;

const openInvoice = async (): Promise<void> => {
  await page.goto(pageUrl(`#/projects/prj_rapides/invoices/${invoiceId}`));
  await byRole(page, 'button', 'Email Invoice').wait();
};
const focus = async (role: string, name: string): Promise<void> => {
  const found = await byRole(page, role, name).waitHandle();
  await found.focus();
};
/** Sends all keys at once, so that a busy machine does not turn the test into a slow typist. */
const press = async (...keys: KeyInput[]): Promise<void> => {
  await Promise.all(keys.map((key) => page.keyboard.press(key)));
};
const dialogIsOpen = (): Promise<boolean> =>
  page.evaluate<[], () => boolean>('document.querySelector("dialog[open]") !== null' as never);
const typedIn = (name: string): Promise<string> =>
  byRole(page, 'combobox', name)
    .waitHandle()
    .then((field) => field.evaluate((node) => ('value' in node ? String(node.value) : '')));
const chosenIn = (field: string): Promise<string[]> =>
  page.evaluate<[], () => string[]>(
    `[...document.querySelectorAll('ul.people[aria-label="${field}: chosen"] .person-name')].map((one) => one.innerText)` as never,
  );
const discard = async (): Promise<void> => {
  await press('Escape');
  await byRole(page, 'button', 'Discard').click();
  await until('the dialog to be gone', async () => !(await dialogIsOpen()));
};

test('a second Enter on Email Invoice after 0, 150 or 900 ms, or one in the open composer, sends nothing (Y34)', async () => {
  await openInvoice();
  const before = await countOf();
  for (const pause of [0, 150, 900]) {
    await focus('button', 'Email Invoice');
    await press('Enter');
    await sleep(pause);
    await press('Enter');
    await focus('combobox', 'To');
    await press('Enter');
    expect(await dialogIsOpen()).toBe(true);
    await page.keyboard.type('hel');
    await until('the suggestion', async () => (await textOf(page)).includes('helene@atelier-desjardins.test'));
    await press('Enter', 'Enter', 'Enter');
    await until('the chosen person', async () => (await chosenIn('To')).includes('Hélène Desjardins'));
    expect(posted).toEqual([]);
    await discard();
  }
  expect(await countOf()).toBe(before);
});

test('Enter sends from no field of the composer, and Ctrl+Enter, which the button names, sends once (Y34)', async () => {
  await openInvoice();
  const before = await countOf();
  await byRole(page, 'button', 'Email Invoice').click();
  for (const field of ['To', 'Cc', 'Bcc']) {
    await focus('combobox', field);
    await press('Enter', 'Enter');
  }
  await byRole(page, 'textbox', 'Subject').fill(subject);
  await focus('textbox', 'Subject');
  await press('Enter');
  await focus('checkbox', 'Private');
  await press('Enter');
  await focus('radio', 'English');
  await press('Enter');
  expect([posted, await dialogIsOpen(), await countOf()]).toEqual([[], true, before]);

  const keys = await page.evaluate<[], () => string>(
    'document.querySelector("dialog .button-primary").getAttribute("aria-keyshortcuts")' as never,
  );
  expect(keys).toBe('Control+Enter Meta+Enter');
  await focus('textbox', 'Subject');
  await page.keyboard.down('Control');
  await press('Enter', 'Enter');
  await page.keyboard.up('Control');
  await until('the yellow banner', async () => (await textOf(page)).includes('Communication created'));
  expect(posted).toHaveLength(1);
  expect(await countOf()).toBe(before + 1);
  posted.length = 0;
});

test('Enter sends from no field of an answer, however soon, but on its Send button (Y34)', async () => {
  const { id } = await api.sent('usr_amelie', { subject }, { path: `${project}/invoices/${invoiceId}` });
  await page.goto(pageUrl(`#/projects/prj_rapides/invoices/${invoiceId}/emails/${id}`));
  for (const action of ['Reply all to', 'Forward']) {
    await focus('button', `${action} the email from Amélie Tremblay`);
    await press('Enter', 'Enter');
    for (const field of ['To', 'Cc', 'Bcc']) {
      await focus('combobox', field);
      await press('Enter', 'Enter');
    }
    await focus('textbox', 'Subject');
    await press('Enter');
    expect(await dialogIsOpen()).toBe(true);
    if (action === 'Reply all to') await press('Escape');
  }
  expect([posted, await emailsOf(id)]).toEqual([[], 1]);
  await focus('combobox', 'To');
  await page.keyboard.type('david');
  await press('Enter');
  await until('the chosen person', async () => (await chosenIn('To')).includes('David Chen'));
  await focus('button', 'Send');
  await press('Enter');
  await until('the answer', async () => (await emailsOf(id)) === 2);
  expect(posted).toHaveLength(1);
  posted.length = 0;
});

test('Enter and Space trigger nothing in the first 300 ms of a dialog, and no letter, Space, Tab or Escape is lost (Y34)', async () => {
  await openInvoice();
  await focus('button', 'Email Invoice');
  await press('Enter');
  await page.keyboard.type('luc des');
  await byRole(page, 'textbox', 'Subject').wait();
  expect(await typedIn('To')).toBe('luc des');
  await press('Tab');
  await until('the chosen person', async () => (await chosenIn('To')).includes('Luc Desrosiers'));
  // The question whether to discard the draft has its harmless answer focused, and neither key may press it yet.
  await press('Escape', 'Enter', 'Space');
  expect(await textOf(page)).toContain('Discard this draft?');
  await sleep(320);
  await press('Enter');
  await until('the draft', async () => !(await textOf(page)).includes('Discard this draft?'));
  await press('Escape', 'Escape');
  await until('the draft', async () => !(await textOf(page)).includes('Discard this draft?'));
  await press('Escape', 'Tab');
  await sleep(320);
  await press('Enter');
  await until('the dialog to be gone', async () => !(await dialogIsOpen()));
});

test.each([
  { field: 'To', key: 'Enter', each: 0, delay: [2000] },
  { field: 'Cc', key: 'Tab', each: 40, delay: [1200] },
  { field: 'Bcc', key: 'Enter', each: 120, delay: [2000, 1600, 900, 500, 300, 100] },
  { field: 'Bcc', key: 'Tab', each: 0, delay: [] },
] as const)(
  '$key after whole names at $each ms a letter in $field adds exactly those people, although answers come late and out of order (Y35)',
  async ({ field, key, each, delay }) => {
    await openInvoice();
    await byRole(page, 'button', 'Email Invoice').click();
    await focus('combobox', field);
    await sleep(320);
    // The whole directory is shown, and its first entry must not be chosen before the answer for the typed name
    // arrives.
    await press('ArrowDown');
    await until('the directory', async () => (await page.$('[role="option"]')) !== null);
    const before = await chosenIn(field);
    const after = [...before, 'Sofia Nguyen', 'Luc Desrosiers', 'Marc-André Gagnon'];
    const seen = new Set<string>();
    await late(delay, async () => {
      for (const name of ['Sofia', 'Luc Desrosiers', 'marc-andré']) {
        await page.keyboard.type(name, { delay: each });
        await press(key);
      }
      // The field must be empty at once, so that the person can go on typing before anybody is found.
      expect(await page.evaluate<[], () => string>('document.activeElement.value' as never)).toBe('');
      await until('the people', async () => {
        const now = await chosenIn(field);
        for (const name of now) seen.add(name);
        return now.length >= after.length;
      });
    });
    expect(await chosenIn(field)).toEqual(after);
    expect([...seen].sort()).toEqual(after.sort());
    await discard();
  },
);

test('a name is shown while it is looked up, is not sent, and turns red when nobody in the directory has it (Y35)', async () => {
  await openInvoice();
  const before = await countOf();
  await byRole(page, 'button', 'Email Invoice').click();
  await focus('combobox', 'To');
  await sleep(320);
  await late([700], async () => {
    await page.keyboard.type('zzz');
    await press('Enter');
    await until('the searching note', async () => (await textOf(page)).includes('Searching for “zzz”'));
    await page.keyboard.down('Control');
    await press('Enter');
    await page.keyboard.up('Control');
    await until('the refusal', async () => (await textOf(page)).includes('“zzz” was not chosen'));
    await until('the note that nobody matches', async () =>
      (await textOf(page)).includes('Nobody in the project directory matches “zzz”.'),
    );
  });
  expect([posted, await countOf()]).toEqual([[], before]);
  await byRole(page, 'button', 'Remove zzz').click();
  await press('Escape');
  await until('the dialog to be gone', async () => !(await dialogIsOpen()));
});

test('Tab after a whole name in an answer adds that person, however late the directory answers (Y35)', async () => {
  const { id } = await api.sent('usr_amelie', { subject }, { path: `${project}/invoices/${invoiceId}` });
  await page.goto(pageUrl(`#/projects/prj_rapides/invoices/${invoiceId}/emails/${id}`));
  await byRole(page, 'button', 'Forward the email from Amélie Tremblay').click();
  await focus('combobox', 'Cc');
  await sleep(320);
  await late([1500], async () => {
    for (const name of ['hélène', 'François']) {
      await page.keyboard.type(name);
      await press('Tab');
    }
    await until('both people', async () => (await chosenIn('Cc')).length === 2);
  });
  expect(await chosenIn('Cc')).toEqual(['Hélène Desjardins', 'François Côté']);
  await discard();
});
