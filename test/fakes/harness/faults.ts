/** Wraps a port so that a test can make single calls fail, before or after they have done their work. */

type Fault = 'before' | 'after';

class InjectedFault extends Error {
  override readonly name = 'InjectedFault';
}

export type Faulty<T> = T & {
  /** Makes the `nth` call (from 1) of this method fail. With `after` its work is done, and only the answer is lost. */
  breakOn(method: keyof T & string, when: Fault, nth?: number): void;
  /** Every call so far, in order. */
  called: (keyof T & string)[];
};

export const faulty = <T extends object>(port: T): Faulty<T> => {
  const called: (keyof T & string)[] = [];
  const plans: { method: string; when: Fault; left: number }[] = [];
  const due = (method: string): Fault | null => {
    const counted = plans.filter((plan) => plan.method === method);
    for (const plan of counted) plan.left -= 1;
    const hit = counted.find((plan) => plan.left === 0);
    if (!hit) return null;
    plans.splice(plans.indexOf(hit), 1);
    return hit.when;
  };
  const own = {
    called,
    breakOn: (method: string, when: Fault, nth = 1) => void plans.push({ method, when, left: nth }),
  };
  return new Proxy(port, {
    get: (target, property, receiver) => {
      if (property === 'called' || property === 'breakOn') return own[property];
      const value: unknown = Reflect.get(target, property, receiver);
      if (typeof value !== 'function') return value;
      const method = String(property) as keyof T & string;
      return async (...args: unknown[]) => {
        called.push(method);
        const fault = due(method);
        if (fault === 'before') throw new InjectedFault(method);
        const answer: unknown = await value.apply(target, args);
        if (fault === 'after') throw new InjectedFault(method);
        return answer;
      };
    },
  }) as Faulty<T>;
};
