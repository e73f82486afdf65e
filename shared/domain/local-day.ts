/** Calendar days and clocks in a project's time zone. */

const hourMs = 3_600_000;

/** The day at that instant, as YYYY-MM-DD. `timeZone` is an IANA name. */
export const dayIn = (timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

/** An instant within the first hour of the next day. */
export const nextDayIn = (timeZone: string, at: Date): Date => {
  const today = dayIn(timeZone, at);
  let next = at;
  while (dayIn(timeZone, next) === today) next = new Date(next.getTime() + hourMs);
  return next;
};

const clockParts = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
} as const;

const twoDigits = (count: number): string => String(count).padStart(2, '0');

/** The instant as a clock of that zone shows it, to the second, with the offset: "2026-12-01T10:15:32-05:00". */
export const localInstant = (timeZone: string, at: Date): string => {
  const shown = new Intl.DateTimeFormat('en-CA', { timeZone, ...clockParts }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => shown.find((one) => one.type === type)?.value ?? '';
  const clock = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}`;
  const minutes = Math.round((Date.parse(`${clock}Z`) - at.getTime()) / 60_000);
  const offset = Math.abs(minutes);
  return `${clock}${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(offset / 60))}:${twoDigits(offset % 60)}`;
};
