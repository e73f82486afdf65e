import { createHmac, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { type Client, client, invoice, project, until } from './client.ts';

const decode = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
const b64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('tokens', () => {
  let api: Client;
  beforeAll(() => {
    api = client(inject('place'));
  });
  const ask = async (authorization: string | null): Promise<number> =>
    (await fetch(`${api.base}/api/me`, { headers: authorization ? { authorization } : {} })).status;

  test('are refused with 401 if missing, expired, early, foreign, unsigned or wrongly signed, and with 403 without the scope or as an ID token (P01)', async () => {
    const good = await api.token('usr_amelie');
    const claims = decode(good);
    const header = JSON.parse(Buffer.from(good.split('.')[0] ?? '', 'base64url').toString()) as { kid: string };
    const now = Math.floor(Date.now() / 1000);
    const jwks = (await (await fetch(`${api.base}/local/oidc/jwks`)).json()) as { keys: Record<string, string>[] };
    const publicKey = JSON.stringify(jwks.keys[0]);

    expect(await ask(`Bearer ${good}`)).toBe(200);
    expect(await ask(null)).toBe(401);
    expect(await ask('Bearer x.y.z')).toBe(401);
    expect(await ask(`Bearer ${good.slice(0, -6)}AAAAAA`)).toBe(401);
    expect(await ask(`Bearer ${b64({ alg: 'none' })}.${b64(claims)}.`)).toBe(401);
    const hs = `${b64({ alg: 'HS256', kid: header.kid })}.${b64(claims)}`;
    expect(await ask(`Bearer ${hs}.${createHmac('sha256', publicKey).update(hs).digest('base64url')}`)).toBe(401);
    const { privateKey, publicKey: stranger } = await generateKeyPair('RS256');
    expect((await exportJWK(stranger)).kty).toBe('RSA');
    const foreign = await new SignJWT(claims as never)
      .setProtectedHeader({ alg: 'RS256', kid: header.kid })
      .sign(privateKey);
    expect(await ask(`Bearer ${foreign}`)).toBe(401);

    const minted = (claims: Record<string, unknown>) => api.token('usr_amelie', { claims: claims as never });
    expect(await ask(`Bearer ${await minted({ exp: now - 60, iat: now - 120 })}`)).toBe(401);
    expect(await ask(`Bearer ${await minted({ nbf: now + 3600 })}`)).toBe(401);
    expect(await ask(`Bearer ${await minted({ aud: 'someone-else' })}`)).toBe(401);
    expect(await ask(`Bearer ${await minted({ iss: 'https://issuer.example' })}`)).toBe(401);
    expect(await ask(`Bearer ${await minted({ token_use: 'id' })}`)).toBe(403);
    expect(await ask(`Bearer ${await api.token('usr_amelie', { scope: 'profile' })}`)).toBe(403);
  });
});

describe('logs', () => {
  test('hold no address, name, subject, body, file name or token after every kind of traffic (P12)', async () => {
    const place = inject('place');
    const api = client(place);
    const canaries = [
      'Canari-Objet-5512',
      'canari.corps.5512',
      'canari-fichier-5512',
      'canari-reponse-5512',
      'canari-cle-5512',
      'canari@stranger-5512.test',
    ];
    const attachmentId = await api.upload(
      'usr_amelie',
      'canari-fichier-5512.txt',
      'text/plain',
      Buffer.from('canari.corps.5512'),
    );
    const com = await api.sent(
      'usr_amelie',
      {
        subject: 'Canari-Objet-5512',
        message: '<p>canari.corps.5512</p>',
        to: ['cnt_julie', 'cnt_bounce'],
        cc: [],
        attachmentIds: [attachmentId],
      },
      { key: 'canari-cle-5512' },
    );
    const mail = await until('the mail', async () =>
      (await api.messages()).find(
        (m) => m.subject === 'Canari-Objet-5512' && [m.envelope.to].flat().includes('julie.bouchard@beaurivage.test'),
      ),
    );
    const from = mail.envelope.from;
    const thread = /r-[a-z2-7]+@[a-z0-9.-]+/.exec((await api.message(mail.id)).toString())?.[0] ?? from;
    await api.smtp.sendMail({
      from: 'julie.bouchard@beaurivage.test',
      to: thread,
      subject: 'Re: Canari-Objet-5512',
      text: 'canari-reponse-5512',
    });
    await api.smtp.sendMail({
      from: 'canari@stranger-5512.test',
      to: thread,
      subject: 'Canari-Objet-5512',
      text: 'canari-reponse-5512',
    });
    await until('the reply', async () => (await api.thread('usr_amelie', com.id)).replyCount === 1);
    await api.call(
      'usr_amelie',
      'POST',
      `${invoice}/communications`,
      { subject: 'Canari-Objet-5512\r\n' },
      { 'idempotency-key': randomUUID() },
    );
    await api.call('usr_amelie', 'PUT', `${project}/directory/cnt_x`, {
      name: 'Canari-Objet-5512',
      email: 'canari.corps.5512@@',
    });
    await api.call('usr_amelie', 'GET', `${project}/directory?q=canari@stranger-5512.test`);
    await api.call(
      'usr_claire',
      'POST',
      `${invoice}/communications`,
      { subject: 'Canari-Objet-5512' },
      { 'idempotency-key': 'canari-cle-5512' },
    );
    await until('the bounce', async () =>
      (await api.thread('usr_amelie', com.id)).emails[0]?.deliveries.some((d) => d.state === 'bounced'),
    );

    const token = await api.token('usr_amelie');
    const people = [
      'Amélie Tremblay',
      'Julie Bouchard',
      'julie.bouchard@',
      'bounce@simulator',
      'luc.desrosiers@',
      'david.chen@',
    ];
    const forbidden = [
      ...canaries,
      ...people,
      token,
      token.split('.')[2] ?? token,
      '"authorization"',
      'Bearer ',
      'X-Amz-Signature',
    ];
    const dir = join(place.dataDir, 'logs');
    const files = await readdir(dir);
    expect(files.length).toBeGreaterThanOrEqual(5);
    let lines = 0;
    for (const file of files) {
      const text = await readFile(join(dir, file), 'utf8');
      lines += text.split('\n').length;
      for (const word of forbidden)
        expect(text.toLowerCase().includes(word.toLowerCase()), `${word} in ${file}`).toBe(false);
    }
    expect(lines).toBeGreaterThan(20);
  });
});
