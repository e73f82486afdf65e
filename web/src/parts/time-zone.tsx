import { createContext, type ReactNode, use } from 'react';
import { fullMoment, moment } from '../format.ts';
import { useSpeech } from '../strings/language.tsx';

/** Times are shown in the project's time zone wherever the reader is, so that everybody sees the same dates. */
const Zone = createContext<string | null>(null);

export const ZoneProvider = ({ timeZone, children }: { timeZone: string; children: ReactNode }) => (
  <Zone value={timeZone}>{children}</Zone>
);

/** A time as text, with the complete time as its tooltip. */
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
