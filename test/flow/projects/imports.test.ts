import { beforeEach, describe, expect, test } from 'vitest';
import {
  type ApiWorld,
  contractBody,
  expectRefused,
  invoiceBody,
  invoicePath,
  nextInvoiceBody,
  put as putIn,
  seededWorld,
} from '../../fakes/worlds/api-world.ts';
import { pauseSending } from '../../fakes/worlds/pause-sending.ts';

const invalid = { status: 422, code: 'validation-failed' };
const at = '/projects/prj_a';

describe('the import routes', () => {
  let built: ApiWorld;
  beforeEach(async () => {
    built = await seededWorld();
  });
  const put = (path: string, body: unknown) => putIn(built, path, body);
  const refused = (path: string, body: unknown, expected = invalid) =>
    expectRefused(built, expected, () => put(path, body));
  const pointers = (answer: { json: { errors: { pointer: string }[] } }) => answer.json.errors.map((e) => e.pointer);

  test('return what is stored, defaults included, and may be repeated', async () => {
    const contact = { name: 'Zoé', email: 'zoe@client.test' };
    const stored = {
      ...contact,
      id: 'cnt_z',
      projectId: 'prj_a',
      company: '',
      language: 'fr',
      jobTitle: '',
      userId: null,
    };
    for (let i = 0; i < 2; i += 1) expect((await put(`${at}/directory/cnt_z`, contact)).json).toEqual(stored);
    expect((await put(`${at}/members/usr_z`, { level: 'standard', contactId: 'cnt_z' })).json).toEqual({
      level: 'standard',
      viewInvoiceDetails: false,
      contactId: 'cnt_z',
      projectId: 'prj_a',
      userId: 'usr_z',
    });
    expect((await put(`${at}/groups/grp_z`, { name: 'Z', members: ['cnt_z', 'cnt_z'] })).json.members).toEqual([
      'cnt_z',
    ]);
    expect((await put(`${at}/contracts/con_1`, contractBody)).json.client).toEqual({
      name: 'Construction Beaurivage ltée',
      address: '',
    });
  });

  test('leave a project’s kill switch as it is, and never show it', async () => {
    const project = await built.w.projects.getProject('prj_a');
    if (project) await pauseSending(built.w, project.id);
    const answer = await put(at, { name: 'Nouveau nom', number: '9', company: { name: 'C' } });
    expect(answer.json).not.toHaveProperty('sendingPaused');
    expect(await built.w.projects.getProject('prj_a')).toMatchObject({ name: 'Nouveau nom', sendingPaused: true });
  });

  test('require that what an import refers to is stored before it, and name everything missing', async () => {
    expect(pointers(await refused(`${at}/members/usr_z`, { level: 'admin', contactId: 'cnt_x' }))).toEqual([
      '/contactId',
    ]);
    expect(
      pointers(await refused(`${at}/groups/grp_z`, { name: 'Z', members: ['cnt_x', 'cnt_luc', 'cnt_y'] })),
    ).toEqual(['/members/0', '/members/2']);
    const recipients = { to: ['cnt_x', 'grp_client'], cc: ['grp_x'] };
    expect(pointers(await refused(`${at}/contracts/con_1`, { ...contractBody, recipients }))).toEqual([
      '/recipients/to/0',
      '/recipients/cc/0',
    ]);
    expect(pointers(await refused(invoicePath, { ...invoiceBody, contractId: 'con_x' }))).toEqual(['/contractId']);
  });

  test('return an invoice with its computed figures and version, and its lines can be read', async () => {
    const totals = {
      line4: '82288.16',
      line6: '74059.34',
      line8: '74059.34',
      'tax.TPS': '3702.97',
      'tax.TVQ': '7387.42',
    };
    const { json, status } = await put(invoicePath, { ...invoiceBody, totals });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      id: 'inv_a',
      lineCount: 2,
      previousCertificates: '0.00',
      summary: { due: '85149.73' },
    });
    expect(json.version).toMatch(/^[0-9a-f]{64}$/);
    expect(json).not.toHaveProperty('lines');
    const lines = await built.call('usr_admin', 'GET', `${invoicePath}/lines`);
    expect(lines.json.items[1]).toMatchObject({ total: '22288.16', balance: '62962.59', retainage: '2228.82' });
  });

  test('refuse totals that disagree, with both figures', async () => {
    const answer = await refused(
      invoicePath,
      { ...invoiceBody, totals: { line8: '74059.35', line4: '82288.16' } },
      { status: 422, code: 'totals-disagree' },
    );
    expect(pointers(answer)).toEqual(['/totals/line8']);
    expect(answer.text).toContain('74059.35');
    expect(answer.text).toContain('74059.34');
  });

  test('refuse an invoice that disagrees with its contract or with the invoice before it, line by line', async () => {
    const inconsistent = { status: 422, code: 'invoice-inconsistent' };
    await refused(invoicePath, { ...invoiceBody, lines: invoiceBody.lines.slice(0, 1) }, inconsistent);
    const [one, two] = nextInvoiceBody.lines;
    const wrong = { ...nextInvoiceBody, lines: [one, { ...two, previous: '12787.60' }] };
    const answer = await refused(`${at}/invoices/inv_a2`, wrong, inconsistent);
    expect(pointers(answer)).toEqual(['/lines/1/previous']);
    expect((await put(`${at}/invoices/inv_a2`, nextInvoiceBody)).status).toBe(200);
  });

  test('release all retainage by one property, line by line, and refuse a line that states another amount', async () => {
    const [first, second] = invoiceBody.lines;
    if (!first || !second) throw new Error('the seeded invoice has fewer than two lines');
    const all = { ...invoiceBody, releaseAllRetainage: true };
    const { json, status } = await put(invoicePath, all);
    expect(status).toBe(200);
    expect(json).not.toHaveProperty('releaseAllRetainage');
    expect(json.summary.line5a).toBe('0.00');
    const stored = await built.call('usr_admin', 'GET', `${invoicePath}/lines`);
    const released = stored.json.items.map(
      (line: { workRetainage: { released: string } }) => line.workRetainage.released,
    );
    expect(released).toEqual(['6000.00', '1278.76']);

    const other = { ...second, workRetainage: { ...second.workRetainage, released: '1278.75' } };
    const answer = await refused(
      invoicePath,
      { ...all, lines: [first, other] },
      { status: 422, code: 'invoice-inconsistent' },
    );
    expect(pointers(answer)).toEqual(['/lines/1/workRetainage/released']);
    expect(answer.text).toContain('1278.75 released, 1278.76 held');
  });

  describe('retainage rates for all lines at once', () => {
    const bare = invoiceBody.lines.map(({ workRetainage: _, materialsRetainage: __, ...line }) => line);
    const [first, second] = bare;
    const rates = { work: '0.10', materials: '0.05' };
    const ratesOf = async () => {
      const { json } = await built.call('usr_admin', 'GET', `${invoicePath}/lines`);
      type Line = { workRetainage: { rate: string }; materialsRetainage: { rate: string } };
      return json.items.map((line: Line) => [line.workRetainage.rate, line.materialsRetainage.rate]);
    };

    test('apply to each line without a rate, and a line’s own rate wins, also where it is 0', async () => {
      const all = await put(invoicePath, { ...invoiceBody, lines: bare, retainageRates: rates });
      expect(all.status).toBe(200);
      expect(all.json).not.toHaveProperty('retainageRates');
      expect(await ratesOf()).toEqual([
        ['0.10', '0.05'],
        ['0.10', '0.05'],
      ]);
      expect(all.json.summary).toMatchObject({ line5a: '7278.76', line5b: '475.03' });

      const own = { ...second, workRetainage: { rate: '0' }, materialsRetainage: { rate: '0.025' } };
      const part = { ...first, workRetainage: { released: '100.00' } };
      await put(invoicePath, { ...invoiceBody, lines: [part, own], retainageRates: rates });
      expect(await ratesOf()).toEqual([
        ['0.10', '0.05'],
        ['0', '0.025'],
      ]);
    });

    test('are both optional: without one a line has the rate 0, and a line that states retainage must state its rate', async () => {
      await put(invoicePath, { ...invoiceBody, lines: bare, retainageRates: { work: '0.10' } });
      expect(await ratesOf()).toEqual([
        ['0.10', '0'],
        ['0.10', '0'],
      ]);
      await put(invoicePath, { ...invoiceBody, lines: bare });
      expect(await ratesOf()).toEqual([
        ['0', '0'],
        ['0', '0'],
      ]);
      const unsaid = [
        { ...first, workRetainage: { previous: '0.00' } },
        { ...second, materialsRetainage: {} },
      ];
      const answer = await refused(
        invoicePath,
        { ...invoiceBody, lines: unsaid },
        { status: 422, code: 'invoice-inconsistent' },
      );
      expect(pointers(answer)).toEqual(['/lines/0/workRetainage/rate', '/lines/1/materialsRetainage/rate']);
    });

    test('apply to uploaded lines too, and before all retainage is released', async () => {
      const ndjson = Buffer.from(bare.map((line) => JSON.stringify(line)).join('\n'));
      const linesUploadId = await built.upload('usr_admin', 'l.ndjson', 'application/x-ndjson', ndjson);
      const { lines: _, ...head } = invoiceBody;
      const { json } = await put(invoicePath, {
        ...head,
        linesUploadId,
        retainageRates: rates,
        releaseAllRetainage: true,
      });
      expect(await ratesOf()).toEqual([
        ['0.10', '0.05'],
        ['0.10', '0.05'],
      ]);
      expect(json.summary).toMatchObject({ line5a: '0.00', line5b: '475.03' });
    });
  });

  test('accept lines as an uploaded NDJSON file, with the same result as in the body', async () => {
    const inBody = await put(invoicePath, invoiceBody);
    const { lines, ...head } = invoiceBody;
    const ndjson = (text: string) => built.upload('usr_admin', 'l.ndjson', 'application/x-ndjson', Buffer.from(text));
    const id = await ndjson(lines.map((line) => JSON.stringify(line)).join('\n'));
    expect((await put(invoicePath, { ...head, linesUploadId: id })).text).toBe(inBody.text);

    const broken = [JSON.stringify(lines[0]), '', '{"item":', JSON.stringify({ ...lines[1], previous: '1', evil: 1 })];
    const answer = await refused(invoicePath, { ...head, linesUploadId: await ndjson(broken.join('\r\n')) });
    expect(pointers(answer)).toEqual(['/lines/1', '/lines/2/previous', '/lines/2']);
    expect(answer.json.errors[1].detail).toMatch(/^row 3: /);
    expect(answer.text).not.toContain('evil');
  });

  test('refuse lines in both places or in none, of another project, or never uploaded', async () => {
    const { lines, ...head } = invoiceBody;
    const file = Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'));
    const theirs = await built.upload('usr_zoe', 'l.ndjson', 'application/x-ndjson', file, 'prj_b');
    await refused(invoicePath, head);
    await refused(invoicePath, { ...invoiceBody, linesUploadId: theirs });
    expect(pointers(await refused(invoicePath, { ...head, linesUploadId: theirs }))).toEqual(['/linesUploadId']);
    const body = { fileName: 'l.ndjson', bytes: 4, contentType: 'application/x-ndjson', sha256: 'a'.repeat(64) };
    const { json } = await built.call('usr_admin', 'POST', `${at}/attachments`, { body });
    await refused(
      invoicePath,
      { ...head, linesUploadId: json.attachmentId },
      { status: 409, code: 'attachment-missing' },
    );
  });
});
