import { useCallback, useEffect, useId, useRef, useState } from 'react';
import type { DeliveryState, DeliveryView } from '../api/shapes.ts';
import { Chip, DeliveryChip } from '../parts/chip.tsx';
import { Icon } from '../parts/icon.tsx';
import { Moment } from '../parts/time-zone.tsx';
import { useSpeech } from '../strings/language.tsx';
import { Attempts } from './attempts.tsx';
import { explain, isBad, mustKnow } from './delivery-words.ts';
import { ResendDialog, type ResendPlace } from './resend-dialog.tsx';
import { mayResend } from './resend-rules.ts';

/** Announces changes of state through a polite live region. `say` puts one delivery's state into words. */
const useStateNews = (deliveries: readonly DeliveryView[], say: (delivery: DeliveryView) => string): string => {
  const before = useRef<Map<string, DeliveryState> | null>(null);
  const [news, setNews] = useState('');
  useEffect(() => {
    const known = before.current;
    before.current = new Map(deliveries.map((d) => [d.recipientId, d.state]));
    const changed = known ? deliveries.filter((d) => known.get(d.recipientId) !== d.state) : [];
    if (changed.length > 0) setNews(changed.map(say).join(' '));
  }, [deliveries, say]);
  return news;
};

const roles = ['to', 'cc', 'bcc'];
const inOrder = (deliveries: readonly DeliveryView[]): DeliveryView[] =>
  [...deliveries].sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role));

const nameOf = ({ name, address }: DeliveryView): string => name || address;

/** `place` is null when the reader may not resend, or when this kind of email is never resent. */
type Props = { deliveries: DeliveryView[]; place: ResendPlace | null };

/** The outcome for each recipient: in words, with its time and what was reported. */
export const Deliveries = ({ deliveries, place }: Props) => {
  const { strings } = useSpeech();
  const [asking, setAsking] = useState<string | null>(null);
  const [accepted, setAccepted] = useState('');
  const done = useRef<HTMLParagraphElement>(null);
  // Moves the focus, since the button that was pressed disappears with its state.
  useEffect(() => {
    if (accepted !== '') done.current?.focus();
  }, [accepted]);
  const states = strings.emails.deliveries;
  const say = useCallback((delivery: DeliveryView) => `${nameOf(delivery)} · ${states[delivery.state]}.`, [states]);
  const news = useStateNews(deliveries, say);
  return (
    <>
      <ul className="deliveries" aria-label={strings.emails.deliveryTitle}>
        {inOrder(deliveries).map((delivery) => (
          <li key={delivery.recipientId}>
            <DeliveryRow
              delivery={delivery}
              onResend={place && mayResend(delivery) ? () => setAsking(delivery.recipientId) : null}
            />
          </li>
        ))}
      </ul>
      <p className="spoken" aria-live="polite">
        {news}
      </p>
      <p className={accepted === '' ? 'spoken' : 'hint'} role="status" tabIndex={-1} ref={done}>
        {accepted}
      </p>
      {place && asking !== null && (
        <ResendDialog
          {...place}
          deliveries={deliveries}
          first={asking}
          onClose={() => setAsking(null)}
          onAccepted={(people) => {
            setAsking(null);
            setAccepted(strings.resend.accepted(people.map(nameOf).join(', ')));
          }}
        />
      )}
    </>
  );
};

const DeliveryRow = ({ delivery, onResend }: { delivery: DeliveryView; onResend: (() => void) | null }) => {
  const { strings } = useSpeech();
  const words = strings.emails;
  const id = useId();
  const [open, setOpen] = useState(false);
  const name = nameOf(delivery);
  const explained = explain(words, delivery);
  const warning = mustKnow(words, delivery);
  return (
    <>
      <span className="delivery-who">
        <span className="muted">{words.roles[delivery.role]}</span> <strong>{name}</strong>{' '}
        <span className="muted address">{delivery.address}</span>
      </span>
      <span className="delivery-state">
        {delivery.attempts.length > 1 && (
          <span className="muted">{strings.resend.attempt(delivery.attempts.length)}</span>
        )}
        <DeliveryChip state={delivery.state} help={explained} />
        <Moment at={delivery.at} className="muted" />
        <button
          type="button"
          className="icon-button unfold"
          aria-label={words.historyOf(name)}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <Icon name="chevron" />
        </button>
      </span>
      {warning !== null && (
        <p className={isBad(delivery) ? 'delivery-more delivery-bad' : 'delivery-more'}>{warning}</p>
      )}
      {delivery.lateNotice && (
        <p className="delivery-more delivery-late">
          <Chip tone="warn">{words.late}</Chip> <Moment at={delivery.lateNotice.at} className="muted" />{' '}
          {words.lateHelp}
        </p>
      )}
      {onResend && (
        <p className="delivery-more">
          <button
            type="button"
            className="button button-small"
            aria-label={strings.resend.actionFor(name)}
            onClick={onResend}
          >
            {strings.resend.action}
          </button>
        </p>
      )}
      <div className="delivery-more" id={id} hidden={!open}>
        {warning === null && <p>{explained}</p>}
        <Attempts attempts={delivery.attempts} />
      </div>
    </>
  );
};
