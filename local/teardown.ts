/** Stops everything that was started, in reverse order, even when the start itself fails midway. */
export const teardownStack = () => {
  const stack = new AsyncDisposableStack();
  return {
    started: <T extends { stop(): unknown }>(part: T): T => {
      stack.defer(async () => {
        await part.stop();
      });
      return part;
    },
    stop: (): Promise<void> => stack.disposeAsync(),
  };
};
export type Teardown = ReturnType<typeof teardownStack>;
