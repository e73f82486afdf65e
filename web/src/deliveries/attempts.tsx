import type { DeliveryView } from '../api/shapes.ts';
import { Moment } from '../parts/time-zone.tsx';
import { useSpeech } from '../strings/language.tsx';
import { sayDetail } from './delivery-words.ts';

type Attempt = DeliveryView['attempts'][number];

/** Every attempt with its history. A resend also shows who requested it and why, if the reader may know. */
export const Attempts = ({ attempts }: { attempts: Attempt[] }) =>
  attempts.length === 1 ? (
    <Steps history={attempts[0]?.history ?? []} />
  ) : (
    <ol className="attempts">
      {attempts.map((attempt) => (
        <li key={attempt.number}>
          <AttemptHead attempt={attempt} />
          <Steps history={attempt.history} />
        </li>
      ))}
    </ol>
  );

const AttemptHead = ({ attempt: { number, requestedBy, requestedByName, reason } }: { attempt: Attempt }) => {
  const words = useSpeech().strings.resend;
  const who = requestedByName ?? requestedBy;
  return (
    <p>
      <strong>{words.attempt(number)}</strong>
      {who !== null && ` · ${words.asked(who)}`}
      {reason !== null && ` · ${words.because(reason)}`}
    </p>
  );
};

const Steps = ({ history }: Pick<Attempt, 'history'>) => {
  const words = useSpeech().strings.emails;
  return (
    <ol>
      {history.map((step, number) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: history only grows at its end
        <li key={number}>
          <Moment at={step.at} full /> · {words.deliveries[step.state]}
          {step.detail !== null && <span className="step-detail">{sayDetail(words, step.detail)}</span>}
        </li>
      ))}
    </ol>
  );
};
