import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { synthesizeTemplate } from '../../local/prepare.ts';
import { seedWhenEmpty } from '../../local/seed-when-empty.ts';
import { type Local, startLocal } from '../../local/start-local.ts';
import type { Resources } from '../integration/local/stack.ts';
import { type Client, client, until } from './client.ts';

/** Runs the product's own template with four things removed, which must then not run. The shared stack runs all of it. */

const cut = (resources: Resources): void => {
  const ids = Object.keys(resources);
  const take = (found: (id: string) => boolean): void => {
    const [id] = ids.filter(found);
    if (id === undefined) throw new Error('the template lacks what is to be taken out');
    delete resources[id];
  };
  const is = (type: string) => (id: string) => resources[id]?.Type === type;
  take((id) => resources[id]?.Properties.RouteKey === 'GET /projects/{projectId}/directory');
  take(is('AWS::SNS::Subscription'));
  take(is('AWS::Scheduler::Schedule'));
  for (const { Properties } of Object.values(resources)) {
    if (Properties.Description !== 'Courriel: functions/capture-reply') continue;
    delete (Properties.Environment as { Variables: Record<string, unknown> }).Variables.MAIL_BUCKET;
  }
};

describe('the template decides what runs', () => {
  const root = mkdtempSync(join(tmpdir(), 'courriel-cut-'));
  const place = inject('place');
  const whole = client(place);
  const dataDir = join(root, 'data');
  let local: Local;
  let less: Client;

  beforeAll(async () => {
    const templateDir = join(root, 'template');
    await synthesizeTemplate(templateDir, {
      stage: 'local',
      issuer: 'http://127.0.0.1:4000/local/oidc',
      replyDomain: 'reply.courriel.test',
      webUrl: 'http://localhost:4000',
    });
    const file = join(templateDir, readdirSync(templateDir).find((one) => one.endsWith('.template.json')) ?? '');
    const template: { Resources: Resources } = JSON.parse(readFileSync(file, 'utf8'));
    cut(template.Resources);
    writeFileSync(file, JSON.stringify(template));
    local = await startLocal({ dataDir, templateDir, ports: { page: 0, mailbox: 0, smtp: 0 }, env: {} });
    await seedWhenEmpty(local, dataDir, () => {});
    const { page: port, mailbox: mailboxPort, smtp: smtpPort } = local.ports;
    less = client({ port, mailboxPort, smtpPort });
  }, 120_000);
  afterAll(async () => {
    await local?.stop();
    rmSync(root, { recursive: true, force: true });
  });

  test('a removed route is not found, while others are', async () => {
    const ask = async (api: Client, path: string) =>
      (await api.call('usr_amelie', 'GET', `/projects/prj_rapides/${path}`)).status;
    expect([await ask(whole, 'directory'), await ask(whole, 'invoices')]).toEqual([200, 200]);
    expect([await ask(less, 'directory'), await ask(less, 'invoices')]).toEqual([404, 200]);
  });

  test('a mail without the events’ subscription is accepted and never becomes delivered', async () => {
    const sent = async (api: Client) => (await api.sent('usr_amelie', { to: ['cnt_julie'], cc: [] })).id;
    const state = async (api: Client, id: string) =>
      (await api.thread('usr_amelie', id)).emails?.[0]?.deliveries[0]?.state;
    const [inWhole, inLess] = [await sent(whole), await sent(less)];
    await until('the delivery', async () => (await state(whole, inWhole)) === 'delivered', 40_000);
    await until('the mail', async () => (await state(less, inLess)) === 'accepted', 40_000);
    await until('SES to have published everything', async () => {
      const dir = join(dataDir, 'mailbox');
      const records = readdirSync(dir).filter((name) => name.endsWith('.json'));
      return records.every((name) => JSON.parse(readFileSync(join(dir, name), 'utf8')).pending.length === 0);
    });
    await sleep(1000);
    expect(await state(less, inLess)).toBe('accepted');
  });

  test('a function without one of its variables fails and names it, while another one works', async () => {
    const invoke = async (title: string) => {
      const { urls, credentials } = local.endpoints;
      const lambda = new LambdaClient({ region: 'ca-central-1', endpoint: urls.LAMBDA, credentials });
      const FunctionName = local.template.functions.find((fn) => fn.title === title)?.name ?? '';
      const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: Buffer.from('{"Records":[]}') }));
      return Buffer.from(answer.Payload ?? []).toString();
    };
    expect(await invoke('capture-reply')).toContain('MAIL_BUCKET');
    expect(await invoke('track-delivery')).not.toContain('errorType');
  });

  test('reconcile without its schedule never starts', async () => {
    const log = (dir: string) => join(dir, 'logs', 'reconcile.log');
    await until('the first tick', async () => existsSync(log(place.dataDir)), 70_000);
    await sleep(4000);
    expect(existsSync(log(dataDir))).toBe(false);
  });
});
