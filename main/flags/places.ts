import { flagPlace, type PlaceOf } from '../../shared/domain/flags.ts';
import type { TenantId } from '../../shared/domain/ids.ts';

const unknown = 255;
const firstRoom = 1024;

/**
 * Places that were computed once: a tenant's place in a flag never changes, and a hash for each of a hundred thousand
 * tenants and each flag is seconds of work. One byte for each of them.
 */
export function createPlaces(): PlaceOf {
  const numbers = new Map<TenantId, number>();
  const books = new Map<string, Uint8Array>();
  const roomFor = (key: string, number: number): Uint8Array => {
    const book = books.get(key);
    if (book !== undefined && number < book.length) return book;
    const larger = new Uint8Array(Math.max(firstRoom, numbers.size * 2)).fill(unknown);
    if (book !== undefined) larger.set(book);
    books.set(key, larger);
    return larger;
  };
  return (key, tenantId) => {
    let number = numbers.get(tenantId);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(tenantId, number);
    }
    const book = roomFor(key, number);
    const known = book[number];
    if (known !== undefined && known !== unknown) return known;
    const place = flagPlace(key, tenantId);
    book[number] = place;
    return place;
  };
}
