import { useId, useState } from 'react';
import type { DeliveryView } from '../api/shapes.ts';
import { fullMoment, moment } from '../format.ts';
import { DeliveryChip } from '../parts/chip.tsx';
import { Icon } from '../parts/icon.tsx';
import { useSpeech } from '../strings/language.tsx';
import { explain, mustKnow, sayDetail } from './delivery-words.ts';

const roles = ['to', 'cc', 'bcc'];
const inOrder = (deliveries: readonly DeliveryView[]): DeliveryView[] =>
  [...deliveries].sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role));

/** What became of the message, person by person: in words, with the time and what was reported. */
export const Deliveries = ({ deliveries }: { deliveries: DeliveryView[] }) => {
  const { strings } = useSpeech();
  return (
    <ul className="deliveries" aria-label={strings.emails.deliveryTitle}>
      {inOrder(deliveries).map((delivery) => (
        <li key={delivery.recipientId}>
          <DeliveryRow delivery={delivery} />
        </li>
      ))}
    </ul>
  );
};

const DeliveryRow = ({ delivery }: { delivery: DeliveryView }) => {
  const { strings, language } = useSpeech();
  const words = strings.emails;
  const id = useId();
  const [open, setOpen] = useState(false);
  const name = delivery.name || delivery.address;
  const explained = explain(words, delivery);
  const trouble = mustKnow(words, delivery);
  return (
    <>
      <span className="delivery-who">
        <span className="muted">{words.roles[delivery.role]}</span> <strong>{name}</strong>{' '}
        <span className="muted address">{delivery.address}</span>
      </span>
      <span className="delivery-state">
        <DeliveryChip state={delivery.state} help={explained} />
        <time className="muted" dateTime={delivery.at} title={fullMoment(language, delivery.at)}>
          {moment(language, delivery.at)}
        </time>
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
      {trouble !== null && <p className="delivery-more">{trouble}</p>}
      <div className="delivery-more" id={id} hidden={!open}>
        {trouble === null && <p>{explained}</p>}
        <ol>
          {delivery.attempts
            .flatMap((attempt) => attempt.history)
            .map((step, number) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: history only grows at its end
              <li key={number}>
                <time dateTime={step.at}>{fullMoment(language, step.at)}</time> · {words.deliveries[step.state]}
                {step.detail !== null && <span className="step-detail">{sayDetail(words, step.detail)}</span>}
              </li>
            ))}
        </ol>
      </div>
    </>
  );
};
