import type { Strings } from '../../../shared/words/en/page.ts';
import type { DeliveryState, DeliveryView } from '../api/shapes.ts';

/** Describes a delivery's outcome in sentences. */

type Words = Strings['emails'];

const isKnown = (words: Words, detail: string): detail is keyof Words['details'] =>
  Object.hasOwn(words.details, detail);

/** Translates our own codes and those of SES; null for any other text. */
const sentenceOf = (words: Words, detail: string): string | null => {
  if (isKnown(words, detail)) return words.details[detail];
  const [, status] = /^http_(\d{3})$/.exec(detail) ?? [];
  return status === undefined ? null : words.httpStatus(status);
};

/** A reported detail within a text; the words of an outside server are marked as such. */
export const sayDetail = (words: Words, detail: string): string => sentenceOf(words, detail) ?? words.reported(detail);

/** A detail below a heading that already says that it was reported. */
export const reportDetail = (words: Words, detail: string): string => sentenceOf(words, detail) ?? detail;

export const explain = (words: Words, { state, soft }: Pick<DeliveryView, 'state' | 'soft'>): string =>
  state === 'bounced' && soft ? words.softBounce : words.explained[state];

/** States that need no explanation: all is well, or the message is only waiting. */
const uneventful = new Set<DeliveryState>(['ready', 'sending', 'accepted', 'delivered']);

/** The text that a reader must see without opening anything; null when all is well. */
export const mustKnow = (words: Words, delivery: Pick<DeliveryView, 'state' | 'soft' | 'detail'>): string | null => {
  if (uneventful.has(delivery.state)) return null;
  const why = delivery.detail === null ? [] : [sayDetail(words, delivery.detail)];
  return [explain(words, delivery), ...why].join(' ');
};

const bad = new Set<DeliveryState>(['bounced', 'rejected', 'complained', 'failed']);

/** True for an outcome that is shown in red, beside that person only. */
export const isBad = ({ state }: Pick<DeliveryView, 'state'>): boolean => bad.has(state);

const wentOut = new Set<DeliveryState>(['accepted', 'delayed', 'delivered', 'complained']);

/** The recipients who do not have the email, as far as is known. */
export const withoutIt = <D extends Pick<DeliveryView, 'state'>>(deliveries: readonly D[]): D[] =>
  deliveries.filter(({ state }) => !wentOut.has(state));
