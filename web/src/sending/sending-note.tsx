import type { Sending } from '../api/shapes.ts';
import { Icon } from '../parts/icon.tsx';
import { Moment } from '../parts/time-zone.tsx';
import { useSpeech } from '../strings/language.tsx';

/** Shows everybody who may send that the project's mail is paused, by whom, since when and why. */
export const SendingNote = ({ sending }: { sending: Sending | null }) => {
  const words = useSpeech().strings.sending;
  if (!sending?.paused) return null;
  return (
    <p className="note note-warn" role="status">
      <Icon name="warning" />
      <span>
        <strong>{sending.by ? words.pausedBy(sending.by.name) : words.paused}</strong>
        {sending.at !== null && (
          <>
            {' '}
            {words.since} <Moment at={sending.at} full />
          </>
        )}
        {sending.reason !== null && (
          <>
            {words.because} <bdi>{sending.reason}</bdi>
          </>
        )}
        <br />
        {words.whatFollows}
      </span>
    </p>
  );
};
