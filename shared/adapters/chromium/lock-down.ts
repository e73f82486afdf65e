import type { Browser, CDPSession } from 'puppeteer-core';

/** The resources that a document may embed as data: URLs. */
const embedded: readonly string[] = ['Image', 'Font', 'Stylesheet'];

/**
 * Requests fail with `Aborted`, because after `BlockedByClient` a failed navigation would replace the document with an
 * error page.
 */
const lock = async (session: CDPSession): Promise<void> => {
  /** A failure is ignored: the page or the browser is then closing anyway. */
  const ignore = () => undefined;
  session.on('Fetch.requestPaused', ({ requestId, request, resourceType }) => {
    if (request.url.startsWith('data:') && embedded.includes(resourceType)) {
      session.send('Fetch.continueRequest', { requestId }).catch(ignore);
    } else {
      session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }).catch(ignore);
    }
  });
  await Promise.all([
    session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
    session.send('Emulation.setScriptExecutionDisabled', { value: true }),
  ]);
};

/** A tab, which only holds pages, cannot be locked. Any other target that cannot be locked must not stay alive. */
const lockOrKill = async (session: CDPSession, kill: () => Promise<void>): Promise<void> => {
  try {
    await lock(session);
  } catch {
    const answer = await session.send('Target.getTargetInfo').catch(() => null);
    // Recovery: a target that does not answer has gone.
    if (answer !== null && answer.targetInfo.type !== 'tab') await kill();
  }
};

/**
 * From now on, no target of the browser runs scripts of a document or makes requests, which includes the targets that a
 * page opens: Puppeteer announces the session of a new target before it lets the target run, and a target handles
 * commands in order. The returned function waits until all targets that are open are locked.
 */
export const lockTargets = async (browser: Browser, kill: () => Promise<void>): Promise<() => Promise<void>> => {
  const session = await browser.target().createCDPSession();
  let locked = Promise.resolve();
  session.connection()?.on('sessionattached', (attached) => {
    const before = locked;
    locked = lockOrKill(attached, kill).then(() => before);
  });
  return () => locked;
};
