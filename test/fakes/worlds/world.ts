import { logoMaker } from '../../../shared/adapters/images/logo-maker.ts';
import { mailsPerProject, mailsPerUser, noticesPerProjectDay, quarantineDays } from '../../../shared/domain/limits.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { type Faulty, faulty } from '../harness/faults.ts';
import { type FakeAccount, fakeAccount, memorySendSlots } from '../ports/fake-account.ts';
import { type FakeClock, type FakeTimer, fakeClock, fakeIds, fakeTimer } from '../ports/fake-clock.ts';
import { fakeKeys } from '../ports/fake-keys.ts';
import { type FakeLog, fakeLog } from '../ports/fake-log.ts';
import { type FakeMailer, fakeMailer } from '../ports/fake-mailer.ts';
import { type FakeMetrics, fakeMetrics } from '../ports/fake-metrics.ts';
import { type FakeRenderStarter, type FakeSendFlow, fakeRenderStarter, fakeSendFlow } from '../ports/fake-send-flow.ts';
import { memoryCommunicationStore } from '../ports/memory-communication-store.ts';
import { type MemoryFiles, memoryFiles } from '../ports/memory-files.ts';
import { memoryProjectStore } from '../ports/memory-project-store.ts';
import { memoryUsageStore } from '../ports/memory-usage-store.ts';
import {
  type PlainRenderer,
  plainHtmlCleaner,
  plainMimeReader,
  plainMimeWriter,
  plainRenderer,
} from '../ports/plain-mime.ts';

/** Every port as a fake, with the controls that tests use. */
export type World = Ports & {
  clock: FakeClock;
  timer: FakeTimer;
  log: FakeLog;
  metrics: FakeMetrics;
  mailer: FakeMailer;
  account: FakeAccount;
  sendFlow: FakeSendFlow;
  renderStarter: FakeRenderStarter;
  renderer: PlainRenderer;
  files: MemoryFiles;
  mail: MemoryFiles;
  projects: Faulty<Ports['projects']>;
  communications: Faulty<Ports['communications']>;
  usage: Faulty<Ports['usage']>;
  replyDomain: string;
  region: string;
  webUrl: string;
};

/** Makes a world of fakes. Some parts can be replaced: `world({ mimeWriter: mimeWriter() })`. */
export const world = (parts: Partial<World> = {}): World => {
  const clock = parts.clock ?? fakeClock();
  return {
    clock,
    timer: fakeTimer(clock),
    ids: fakeIds(),
    projects: faulty(memoryProjectStore()),
    communications: faulty(memoryCommunicationStore()),
    usage: faulty(memoryUsageStore()),
    mailLimits: { project: mailsPerProject, user: mailsPerUser, noticesPerDay: noticesPerProjectDay },
    quarantineDays,
    files: memoryFiles(clock, 'files'),
    mail: memoryFiles(clock, 'mail'),
    mailer: fakeMailer(),
    account: fakeAccount(),
    sendSlots: memorySendSlots(),
    sendFlow: fakeSendFlow(),
    renderStarter: fakeRenderStarter(),
    renderer: plainRenderer(),
    logos: logoMaker(),
    mimeWriter: plainMimeWriter(),
    mimeReader: plainMimeReader(),
    htmlCleaner: plainHtmlCleaner(),
    keys: fakeKeys(),
    log: fakeLog(),
    metrics: fakeMetrics(),
    replyDomain: 'reply.courriel.test',
    region: 'ca-central-1',
    webUrl: 'https://courriel.test',
    ...parts,
  };
};
