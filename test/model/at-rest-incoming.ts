import { incomingId } from '../../functions/capture-reply/keep-mail.ts';
import type { IncomingEmail } from '../../shared/domain/conversation/email.ts';
import type { System } from './system.ts';
import { smallCaps } from './watched-parts.ts';

/** Invariant (l): every incoming mail must finally be found where an Admin sees it on the page. */

type Item = Record<string, unknown> & { id: string };

const readAll = async (s: System, path: string): Promise<Item[]> => {
  const items: Item[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = cursor === '' ? 'limit=100' : `limit=100&cursor=${encodeURIComponent(cursor)}`;
    const { status, json } = await s.look('usr_boss', `${path}${path.includes('?') ? '&' : '?'}${query}`);
    if (status !== 200) s.oracle.breach('l', `${path} answers ${status}`);
    items.push(...(json?.items ?? []));
    cursor = json?.nextCursor ?? null;
  }
  return items;
};

const storedOf = async (s: System): Promise<IncomingEmail[]> => {
  const stored: IncomingEmail[] = [];
  for (const arrival of s.oracle.incoming.arrivals.values()) {
    const { sesMessageId, communicationId, report } = arrival;
    const receipt = s.receipts.get(sesMessageId);
    const email = receipt && (await s.plain.communications.getEmail(incomingId(receipt, communicationId)));
    if (email?.direction === 'incoming') stored.push(email);
    else if (!report?.isOurs || (s.oracle.incoming.notes.get(report.emailId)?.size ?? 0) < 5)
      s.oracle.breach('l', `${sesMessageId} came, and is stored nowhere`);
  }
  return stored;
};

const quarantine = '/projects/prj_a/quarantine';

/** Each quarantined mail must be listed, or be covered by a line that counts at least as many. */
const checkHeld = async (s: System, held: readonly IncomingEmail[]): Promise<void> => {
  const listed = new Set((await readAll(s, quarantine)).map(({ id }) => id));
  const behind = new Set<string>();
  for (const { communicationId, hour, count } of await readAll(s, `${quarantine}/beyond`)) {
    const path = `${quarantine}?state=beyond&communicationId=${communicationId}&hour=${hour}`;
    const mails = await readAll(s, path);
    if (mails.length > Number(count)) s.oracle.breach('l', `a line counts ${count} mails, and has ${mails.length}`);
    for (const { id } of mails) behind.add(id);
  }
  for (const { id } of held)
    if (!listed.has(id) && !behind.has(id)) s.oracle.breach('l', `${id} is quarantined, and in no list`);
  const unproven = held.filter((one) => listed.has(one.id) && one.held?.verdicts.dmarc !== 'PASS');
  const hours = Map.groupBy(unproven, (one) => `${one.communicationId} ${one.receivedAt.slice(0, 13)}`);
  for (const [hour, mails] of hours)
    if (mails.length > smallCaps.quarantinedPerThreadHour)
      s.oracle.breach('l', `${mails.length} mails are listed for ${hour}`);
};

export const checkIncoming = async (s: System): Promise<void> => {
  const stored = await storedOf(s);
  const held = stored.filter(({ status }) => status === 'quarantined');
  if (held.length > 0) await checkHeld(s, held);
  for (const email of stored.filter(({ status }) => status === 'recorded')) {
    const entries = await s.plain.communications.listEntries(email.communicationId);
    if (entries.filter(({ emailId }) => emailId === email.id).length !== 1)
      s.oracle.breach('l', `${email.id} is recorded, and not in its thread once`);
  }
};

/** A late notice waits for room in the cap like any other notice, but finally the sender must be notified of all. */
export const checkLateNotices = async (s: System, wait: () => Promise<void>): Promise<void> => {
  const pending = async () =>
    (await s.plain.communications.listForReconcile('trouble', 100)).filter(
      ({ lateNotice, notice }) => lateNotice && !notice,
    );
  for (let i = 0; i < 5 && (await pending()).length > 0; i += 1) await wait();
  for (const { recipientId } of await pending())
    s.oracle.breach('k', `nobody was notified of the report about ${recipientId}`);
};
