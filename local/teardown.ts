/** What was started is stopped in reverse, also when the start itself fails half-way. */
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
