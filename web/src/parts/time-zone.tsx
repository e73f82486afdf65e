import { createContext, type ReactNode, use } from 'react';
import { fullMoment, moment } from '../format.ts';
import { useSpeech } from '../strings/language.tsx';

/** A project's moments are told in the project's own time zone, wherever the reader is: all speak of the same day. */
const Zone = createContext<string | null>(null);

export const ZoneProvider = ({ timeZone, children }: { timeZone: string; children: ReactNode }) => (
  <Zone value={timeZone}>{children}</Zone>
);

/** A moment as text, the whole of it for whoever points at it. */
export const Moment = ({ at, full = false, className }: { at: string; full?: boolean; className?: string }) => {
  const { language } = useSpeech();
  const timeZone = use(Zone);
  const whole = fullMoment(language, at, timeZone);
  return (
    <time className={className} dateTime={at} title={whole}>
      {full ? whole : moment(language, at, timeZone)}
    </time>
  );
};
