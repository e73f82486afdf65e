/** As far as it matters here: a queue of fauxqs, and a message on its way into one. */
type Queue = { attributes: Record<string, string> };
type Message = { delayUntil?: number };
export type QueueClass = { prototype: { enqueue(this: Queue, message: Message): void } };

/** A queue's own delay holds for what comes from a topic too; fauxqs gives it to what is sent to the queue only. */
export const delayFromTopics = ({ prototype }: QueueClass): void => {
  const { enqueue } = prototype;
  prototype.enqueue = function (message) {
    const seconds = Number(this.attributes.DelaySeconds ?? 0);
    if (seconds > 0) message.delayUntil ??= Date.now() + seconds * 1000;
    enqueue.call(this, message);
  };
};
