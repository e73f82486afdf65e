import type { DeliveryState, DeliveryView } from '../api/shapes.ts';
import type { Strings } from '../strings/en.ts';

/** What became of a delivery, in sentences. Pure. */

type Words = Strings['emails'];

const isKnown = (words: Words, detail: string): detail is keyof Words['details'] =>
  Object.hasOwn(words.details, detail);

/** Our own codes and SES's as sentences; null for anything else. */
const sentenceOf = (words: Words, detail: string): string | null => {
  if (isKnown(words, detail)) return words.details[detail];
  const [, status] = /^http_(\d{3})$/.exec(detail) ?? [];
  return status === undefined ? null : words.httpStatus(status);
};

/** A reported detail within a text: what an outside server said is marked as such. */
export const sayDetail = (words: Words, detail: string): string => sentenceOf(words, detail) ?? words.reported(detail);

/** The same under a heading that says that it was reported. */
export const reportDetail = (words: Words, detail: string): string => sentenceOf(words, detail) ?? detail;

export const explain = (words: Words, { state, soft }: Pick<DeliveryView, 'state' | 'soft'>): string =>
  state === 'bounced' && soft ? words.softBounce : words.explained[state];

/** Nobody asks why: what the other side says of these is of no interest, and the others only wait. */
const uneventful = new Set<DeliveryState>(['ready', 'sending', 'accepted', 'delivered']);

/** What a reader must know without asking: null when all goes its way. */
export const mustKnow = (words: Words, delivery: Pick<DeliveryView, 'state' | 'soft' | 'detail'>): string | null => {
  if (uneventful.has(delivery.state)) return null;
  const why = delivery.detail === null ? [] : [sayDetail(words, delivery.detail)];
  return [explain(words, delivery), ...why].join(' ');
};

const bad = new Set<DeliveryState>(['bounced', 'rejected', 'complained', 'failed']);

/** Shown in red, on that person alone. */
export const isBad = ({ state }: Pick<DeliveryView, 'state'>): boolean => bad.has(state);

const wentOut = new Set<DeliveryState>(['accepted', 'delayed', 'delivered', 'complained']);

/** Who does not have the email, as far as is known. */
export const withoutIt = <D extends Pick<DeliveryView, 'state'>>(deliveries: readonly D[]): D[] =>
  deliveries.filter(({ state }) => !wentOut.has(state));
