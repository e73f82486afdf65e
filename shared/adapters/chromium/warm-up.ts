/**
 * Work without a result, done again and again while nothing is asked for: what has run a dozen times is compiled, and then
 * takes a third of the time. It makes way at once, and ends for good after so many times, failed ones included.
 */
export type Rehearsal = { begin(): void; pause(): void };

export const rehearsal = (times: number, play: () => Promise<void>): Rehearsal => {
  let left = times;
  let timer: NodeJS.Timeout | null = null;

  const turn = async (): Promise<void> => {
    left -= 1;
    const mine = timer;
    // Recovery: what cannot be rehearsed now may be after the next document.
    const isDone = await play().then(
      () => true,
      () => false,
    );
    if (timer !== mine) return;
    timer = null;
    if (isDone) next();
  };
  /** Keeps no program alive. */
  const next = (): void => {
    timer = left > 0 ? setTimeout(turn, 1).unref() : null;
  };

  return {
    begin: () => {
      if (timer === null) next();
    },
    pause: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
};
