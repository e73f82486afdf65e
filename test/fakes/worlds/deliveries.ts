import type { Attempt, Delivery, DeliveryState } from '../../../shared/domain/delivery/delivery.ts';
import type { Ports } from '../../../shared/ports/ports.ts';

export const attemptIn = (state: DeliveryState, more: Partial<Attempt> = {}): Attempt => ({
  number: 1,
  id: state === 'ready' ? null : 'attempt-0',
  run: state === 'ready' ? null : 1,
  state,
  at: '2026-10-01T12:00:00.000Z',
  detail: null,
  soft: false,
  sesMessageId: null,
  requestedBy: null,
  reason: null,
  history: [],
  ...more,
});

/** A delivery of eml_1 to cnt_1 with one attempt, in `state`. */
export const deliveryIn = (state: DeliveryState, more: Partial<Delivery> = {}): Delivery => ({
  emailId: 'eml_1',
  communicationId: 'com_1',
  recipientId: 'cnt_1',
  userId: null,
  role: 'to',
  name: 'Anne Roy',
  address: 'anne@gc.test',
  earlier: [],
  latest: attemptIn(state),
  rev: 0,
  ...more,
});

/** Puts a stored delivery's latest attempt into `state` against the rules, so that a test can begin in the middle. */
export const putInState = async (
  { communications }: Pick<Ports, 'communications'>,
  emailId: string,
  recipientId: string,
  state: DeliveryState,
  more: Partial<Attempt> = {},
): Promise<void> => {
  const stored = await communications.getDelivery(emailId, recipientId);
  if (!stored) throw new Error('no such delivery');
  await communications.saveDelivery({ ...stored, latest: { ...stored.latest, state, ...more } }, stored.latest.state);
};
