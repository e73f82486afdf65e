/** Calendar days in a project's time zone. */

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
