import { useId } from 'react';
import type { DeliveryView } from '../api/shapes.ts';
import { DeliveryChip } from '../parts/chip.tsx';
import { useSpeech } from '../strings/language.tsx';
import { explain } from './delivery-words.ts';
import { destinationOf } from './resend-rules.ts';

type Props = {
  delivery: DeliveryView;
  /** The person's address in the directory; null when they are no longer in it, undefined while it is being read. */
  now: string | null | undefined;
  chosen: boolean;
  first: boolean;
  onToggle: () => void;
};

/** One person whose message may be resent, and the address it would go to. */
export const ResendPerson = ({ delivery, now, chosen, first, onToggle }: Props) => {
  const { strings } = useSpeech();
  const id = useId();
  return (
    <>
      <label className="resend-person">
        <input
          type="checkbox"
          checked={chosen}
          disabled={now === null}
          data-first={first || undefined}
          aria-describedby={id}
          onChange={onToggle}
        />
        <span>
          <strong>{delivery.name || delivery.address}</strong>{' '}
          <DeliveryChip state={delivery.state} help={explain(strings.emails, delivery)} />
        </span>
      </label>
      <p className="resend-to" id={id}>
        {now === undefined ? (
          <span className="address">{delivery.address}</span>
        ) : (
          <Where delivery={delivery} now={now} />
        )}
      </p>
    </>
  );
};

const Where = ({ delivery, now }: { delivery: DeliveryView; now: string | null }) => {
  const words = useSpeech().strings.resend;
  const destination = destinationOf(delivery, now);
  if (destination.kind === 'gone') return words.gone;
  if (destination.kind === 'same')
    return (
      <>
        <span className="address">{delivery.address}</span>{' '}
        {destination.refused ? <strong>{words.sameRefused}</strong> : words.sameAddress}
      </>
    );
  return (
    <>
      <span aria-hidden="true">
        <del className="address">{destination.before}</del> → <ins className="address">{destination.now}</ins>
      </span>
      <span className="spoken">{words.changed(destination.before, destination.now)}</span>
    </>
  );
};
