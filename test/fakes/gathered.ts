/** All that comes, in order. */
export async function gathered<T>(all: AsyncIterable<T>): Promise<ReadonlyArray<T>> {
  const found: T[] = [];
  for await (const one of all) found.push(one);
  return found;
}
