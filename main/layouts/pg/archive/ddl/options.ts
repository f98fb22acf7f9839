import { literal } from '../../identifiers.ts';

/** `{fillfactor=70}` as the server keeps it, as `fillfactor = '70'`. */
export const optionList = (options: ReadonlyArray<string>, prefix = ''): string =>
  options
    .map((option) => {
      const at = option.indexOf('=');
      const name = at < 0 ? option : option.slice(0, at);
      if (!/^[A-Za-z_][\w.]*$/.test(name)) throw new Error('an option with an unusual name');
      return `${prefix}${name} = ${literal(at < 0 ? 'true' : option.slice(at + 1))}`;
    })
    .join(', ');

export const withOptions = (...lists: ReadonlyArray<string>): string => {
  const all = lists.filter((list) => list !== '').join(', ');
  return all === '' ? '' : ` WITH (${all})`;
};
