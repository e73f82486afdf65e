/**
 * Repeats work without a result while there are no requests: code that has run a dozen times is compiled and then takes
 * a third of the time. It pauses as soon as a request arrives, and stops for good after `times` runs, including failed
 * ones.
 */
export type Rehearsal = { begin(): void; pause(): void };

export const rehearsal = (times: number, run: () => Promise<void>): Rehearsal => {
  let left = times;
  let timer: NodeJS.Timeout | null = null;

  const runOnce = async (): Promise<void> => {
    left -= 1;
    const mine = timer;
    // Recovery: a run that fails now may succeed after the next document.
    const isDone = await run().then(
      () => true,
      () => false,
    );
    if (timer !== mine) return;
    timer = null;
    if (isDone) next();
  };
  /** Unreferenced, so that the timer does not keep the process alive. */
  const next = (): void => {
    timer = left > 0 ? setTimeout(runOnce, 1).unref() : null;
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
