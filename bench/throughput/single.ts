import { performance } from 'node:perf_hooks';

/** Milliseconds since 1970, with fractions: the same clock in every process of the bench. */
export const epoch = (): number => performance.timeOrigin + performance.now();

/** The moments of one execution of the flow, and the milliseconds that its steps slept for the send slot. */
export type Marks = { started: number; rendered: number; slotTaken: number; slept: number; called: number };

/** `early`: the flow starts before the API answers. `total`: from the answer to the SES call. */
export type Single = Marks & { early: number; total: number };

export const singleOf = (answered: number, marks: Marks): Single => ({
  ...marks,
  early: answered - marks.started,
  total: marks.called - answered,
});

/** The steps that take the time between the start of the flow and the call to SES. */
export const singleSteps: { name: string; of: (single: Single) => number }[] = [
  { name: 'render-detail: read, print, store', of: ({ started, rendered }) => rendered - started },
  { name: 'send-email: assemble, take a slot', of: ({ rendered, slotTaken }) => slotTaken - rendered },
  { name: 'sleep until the slot', of: ({ slept }) => slept },
  { name: 'check, claim', of: ({ slotTaken, slept, called }) => called - slotTaken - slept },
  { name: 'less what ran before the 202', of: ({ early }) => -early },
];
