/** Works ahead on a stream without losing its order. */

/**
 * The results of `work` in the order of `source`, up to `limit` of them being worked on at once. A result is given as
 * soon as it and those before it are there, however slowly the source comes. What the source throws comes last.
 */
export async function* ahead<T, R>(
  source: AsyncIterable<T>,
  limit: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const items = source[Symbol.asyncIterator]();
  const started: { result: Promise<R>; settled: boolean }[] = [];
  let ended = false;
  let failure: { error: unknown } | null = null;
  let reading: Promise<void> | null = null;
  const begin = (item: T): void => {
    const entry = { result: work(item), settled: false };
    const settle = (): void => {
      entry.settled = true;
    };
    entry.result.then(settle, settle);
    started.push(entry);
  };
  const read = async (): Promise<void> => {
    try {
      const next = await items.next();
      if (next.done === true) ended = true;
      else begin(next.value);
    } catch (error) {
      ended = true;
      failure = { error };
    }
    reading = null;
  };
  try {
    while (true) {
      if (!ended && reading === null && started.length < limit) reading = read();
      const head = started[0];
      if (head?.settled === true) {
        started.shift();
        yield await head.result;
      } else if (head !== undefined) {
        await Promise.race([head.result.catch(() => undefined), ...(reading === null ? [] : [reading])]);
      } else if (!ended) {
        await reading;
      } else {
        break;
      }
    }
    if (failure !== null) throw (failure as { error: unknown }).error;
  } finally {
    items.return?.().catch(() => undefined);
  }
}
