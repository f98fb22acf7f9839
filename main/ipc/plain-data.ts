interface Bounds {
  readonly depth: number;
  readonly nodes: number;
  readonly characters: number;
}

/** What one call may carry; a form with a certificate is the largest honest one. */
export const inputBounds: Bounds = { depth: 12, nodes: 20_000, characters: 2_000_000 };
export const outputBounds: Bounds = { depth: 32, nodes: 1_000_000, characters: 100_000_000 };

/**
 * Whether this is JSON and no more: no Map, Date, bigint, function, cycle or instance of a class, and of a size that
 * somebody could have meant. A member that is undefined counts as absent.
 */
export function isPlainData(value: unknown, bounds: Bounds): boolean {
  let nodes = 0;
  let characters = 0;
  const isPlain = (part: unknown, depth: number): boolean => {
    nodes += 1;
    if (depth > bounds.depth || nodes > bounds.nodes) return false;
    switch (typeof part) {
      case 'string':
        characters += part.length;
        return characters <= bounds.characters;
      case 'number':
        return Number.isFinite(part);
      case 'boolean':
        return true;
      case 'object':
        break;
      default:
        return false;
    }
    if (part === null) return true;
    // Every page of a list passes here: loops make no arrays and no closures.
    if (Array.isArray(part)) {
      for (const member of part as ReadonlyArray<unknown>) if (!isPlain(member, depth + 1)) return false;
      return true;
    }
    const prototype: unknown = Object.getPrototypeOf(part);
    if (prototype !== Object.prototype && prototype !== null) return false;
    const members = part as Readonly<Record<string, unknown>>;
    for (const key of Object.keys(members)) {
      characters += key.length;
      const member = members[key];
      if (member !== undefined && !isPlain(member, depth + 1)) return false;
    }
    return true;
  };
  return isPlain(value, 0);
}
