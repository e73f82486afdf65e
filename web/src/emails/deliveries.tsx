import type { DeliveryView } from '../api/shapes.ts';
import { fullMoment, moment } from '../format.ts';
import { DeliveryChip } from '../parts/chip.tsx';
import { useSpeech } from '../strings/language.tsx';

/** What became of the message, person by person: in words, with the time and what was reported. */
export const Deliveries = ({ deliveries }: { deliveries: DeliveryView[] }) => {
  const { strings } = useSpeech();
  return (
    <ul className="deliveries" aria-label={strings.emails.deliveryTitle}>
      {deliveries.map((delivery) => (
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
  const steps = delivery.attempts.flatMap((attempt) => attempt.history);
  const explained = delivery.state === 'bounced' && delivery.soft ? words.softBounce : words.explained[delivery.state];
  return (
    <>
      <span className="delivery-who">
        <span className="muted">{words.roles[delivery.role]}</span> <strong>{delivery.name || delivery.address}</strong>{' '}
        <span className="muted address">{delivery.address}</span>
      </span>
      <span className="delivery-state">
        <DeliveryChip state={delivery.state} />
        <time className="muted" dateTime={delivery.at} title={fullMoment(language, delivery.at)}>
          {moment(language, delivery.at)}
        </time>
      </span>
      <details className="delivery-more">
        <summary>{words.history}</summary>
        <p>{explained}</p>
        <ol>
          {steps.map((step, number) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: history only grows at its end
            <li key={number}>
              <time dateTime={step.at}>{fullMoment(language, step.at)}</time> {words.deliveries[step.state]}
              {step.detail !== null && <span className="muted"> {step.detail}</span>}
            </li>
          ))}
        </ol>
      </details>
      {delivery.detail !== null && <p className="delivery-detail">{words.reported(delivery.detail)}</p>}
    </>
  );
};
