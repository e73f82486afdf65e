import fc from 'fast-check';
import type { Fault } from './processes.ts';
import { admins, clients } from './seed.ts';
import { type SesStep, sesSteps } from './watched-parts.ts';

/** The commands of a run, in any order and any number. A failed run prints them as they stand here. */

const eventKinds = ['Send', 'Delivery', 'DeliveryDelay', 'Bounce', 'SoftBounce', 'Complaint', 'Reject'] as const;
export type EventKind = (typeof eventKinds)[number];
const evidences = [
  ...['pass', 'gray', 'unaddressed', 'replayed', 'old', 'former', 'automatic'],
  ...['fail', 'processing_failed', 'stranger', 'virus', 'spam'],
] as const;
export type Evidence = (typeof evidences)[number];
const levels = ['admin', 'standard', 'none'] as const;

export type Command =
  | { what: 'send'; key: number; to: readonly string[]; by: string }
  | { what: 'resend'; email: number; key: number; to: readonly string[]; by: string }
  | { what: 'fault'; fault: Fault }
  | { what: 'resume' }
  | { what: 'ses'; steps: readonly SesStep[] }
  | { what: 'busy'; invocations: number }
  | { what: 'event'; mail: number; kind: EventKind; times: number }
  | { what: 'strange event' }
  | { what: 'redrive'; execution: number }
  | { what: 'level'; user: string; level: (typeof levels)[number] }
  | { what: 'pause'; on: boolean; by: string }
  | { what: 'directory'; contact: string; gone: boolean }
  | { what: 'address'; contact: string; to: number }
  | { what: 'reply'; email: number; from: string; evidence: Evidence; id: number; times: number }
  | { what: 'flood'; email: number; mails: number }
  | {
      what: 'report';
      mail: number;
      names: 'ours' | 'root' | 'foreign';
      action: 'failed' | 'delayed';
      whom: 'them' | 'other';
      mails: number;
    }
  | { what: 'pass on'; mail: number; by: string }
  | { what: 'decide'; mail: number; action: 'release' | 'discard'; by: string }
  | { what: 'tick' }
  | { what: 'time'; minutes: number };

const people = fc.uniqueArray(fc.constantFrom(...clients), { minLength: 1, maxLength: 3 });
const client = fc.constantFrom(...clients);
const admin = fc.constantFrom(...admins);
const small = fc.nat({ max: 2 });
const word = <const T extends string>(what: T) => fc.constant(what);
const few = (max: number) => fc.integer({ min: 1, max });

const send = fc.record({ what: word('send'), key: small, to: people, by: admin });
const resend = fc.record({ what: word('resend'), email: small, key: small, to: people, by: admin });
const fault = (kinds: Fault['kind'][], max: number) =>
  fc.record({
    what: word('fault'),
    fault: fc.record({
      calls: fc.nat({ max }),
      kind: fc.constantFrom(...kinds),
      when: fc.constantFrom('before', 'after'),
    }),
  });
const resume = fc.record({ what: word('resume') });
const ses = fc.record({
  what: word('ses'),
  steps: fc.array(fc.constantFrom(...sesSteps), { minLength: 1, maxLength: 3 }),
});
const event = fc.record({
  what: word('event'),
  mail: fc.nat({ max: 9 }),
  kind: fc.constantFrom(...eventKinds),
  times: few(3),
});
const redrive = fc.record({ what: word('redrive'), execution: fc.nat({ max: 5 }) });
const replyOf = (evidence: fc.Arbitrary<Evidence>) =>
  fc.record({
    what: word('reply'),
    email: small,
    from: fc.constantFrom(...clients, 'cnt_admin'),
    evidence,
    id: small,
    times: few(2),
  });
const reply = replyOf(fc.oneof(word('pass'), fc.constantFrom(...evidences)));
const flood = fc.record({ what: word('flood'), email: small, mails: few(4) });
const report = fc.record({
  what: word('report'),
  mail: fc.nat({ max: 9 }),
  names: fc.oneof({ weight: 4, arbitrary: word('ours') }, fc.constantFrom('root', 'foreign')),
  action: fc.oneof({ weight: 4, arbitrary: word('failed') }, word('delayed')),
  whom: fc.oneof({ weight: 4, arbitrary: word('them') }, word('other')),
  mails: fc.oneof({ weight: 3, arbitrary: few(2) }, few(7)),
});
const passOn = fc.record({ what: word('pass on'), mail: small, by: admin });
const decide = fc.record({
  what: word('decide'),
  mail: small,
  action: fc.constantFrom('release', 'release', 'discard'),
  by: admin,
});
const tick = fc.record({ what: word('tick') });
const time = fc.record({ what: word('time'), minutes: fc.constantFrom(0.2, 0.5, 1, 5, 60, 1500) });
const sendToAll = fc.record({ what: word('send'), key: small, to: fc.constant(clients), by: admin });
const proven = replyOf(word('pass'));
const nextDay = fc.record({ what: word('time'), minutes: fc.constant(1500) });
/** Changes that decide whether the pre-send check passes. */
const address = fc.record({ what: word('address'), contact: client, to: small });
const checkChange = fc.oneof(
  fc.record({ what: word('level'), user: admin, level: fc.constantFrom(...levels) }),
  fc.record({ what: word('pause'), on: fc.boolean(), by: admin }),
  fc.record({ what: word('directory'), contact: client, gone: fc.boolean() }),
  address,
);

const anything: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: send },
  { weight: 5, arbitrary: resend },
  { weight: 8, arbitrary: fault(['die', 'lose', 'hang'], 40) },
  { weight: 3, arbitrary: resume },
  { weight: 4, arbitrary: ses },
  { weight: 1, arbitrary: fc.record({ what: word('busy'), invocations: few(5) }) },
  { weight: 6, arbitrary: event },
  { weight: 1, arbitrary: fc.record({ what: word('strange event') }) },
  { weight: 2, arbitrary: redrive },
  { weight: 3, arbitrary: checkChange },
  { weight: 4, arbitrary: reply },
  { weight: 1, arbitrary: flood },
  { weight: 2, arbitrary: report },
  { weight: 3, arbitrary: fc.oneof(passOn, decide) },
  { weight: 5, arbitrary: tick },
  { weight: 5, arbitrary: time },
);

/** Sequences that chance alone would seldom make. The interesting part is often the step in between. */
const scene: fc.Arbitrary<Command[]> = fc.oneof(
  fc.tuple(send),
  { weight: 3, arbitrary: fc.tuple(fault(['hang'], 60), send, redrive, resume) },
  { weight: 2, arbitrary: fc.tuple(fault(['hang'], 30), send, time, tick, anything, resume, tick) },
  fc.tuple(ses, send, anything, resend, event),
  fc.tuple(send, reply, anything, tick),
  fc.tuple(send, reply, anything, fc.oneof(passOn, decide), tick),
  fc.tuple(send, flood, decide, anything, decide, tick),
  fc.tuple(send, address, replyOf(word('former')), anything, reply),
  { weight: 2, arbitrary: fc.tuple(sendToAll, proven, proven, proven, fc.oneof(passOn, nextDay), proven) },
  fc.tuple(send, report, fault(['die', 'lose', 'hang'], 60), tick, resend, report, tick),
  { weight: 2, arbitrary: fc.tuple(fault(['hang', 'die', 'lose'], 30), send, checkChange, resume, time, tick) },
);

/** A story has up to some thirty commands. After a failure it is shortened. */
export const story: fc.Arbitrary<Command[]> = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.tuple(anything) }, { weight: 1, arbitrary: scene }), {
    maxLength: 14,
    size: 'max',
  })
  .map((scenes: Command[][]) => scenes.flat());
