/** Faults that a test asks for: what the REST API does instead of answering, or after having acted. */

export type Fault =
  /** 429; without `retryAfter` (seconds) the header is left out. */
  | { kind: 'rate-limit'; retryAfter?: number }
  /** An error answer without acting. */
  | { kind: 'status'; status: number; code?: number; message?: string }
  /** Acts, then answers with this status. */
  | { kind: 'accept-then'; status: number }
  /** Acts, then closes the connection in the middle of the answer. */
  | { kind: 'truncate' }
  /** Acts, and never answers. */
  | { kind: 'silence' }
  /** Closes the connection without acting. */
  | { kind: 'reset' };

type FaultPlan = { method?: string; path: RegExp; times?: number; fault: Fault };

export type Faults = {
  /** The next `times` (one) requests that match get this fault; plans are used in order. */
  add(plan: FaultPlan): void;
  /** The fault for a request, used up by being taken. */
  take(method: string, path: string): Fault | null;
};

export const createFaults = (): Faults => {
  const plans: { plan: FaultPlan; left: number }[] = [];
  return {
    add: (plan) => void plans.push({ plan, left: plan.times ?? 1 }),
    take: (method, path) => {
      const found = plans.find(
        ({ plan, left }) => left > 0 && (plan.method ?? method) === method && plan.path.test(path),
      );
      if (found === undefined) return null;
      found.left -= 1;
      return found.plan.fault;
    },
  };
};
