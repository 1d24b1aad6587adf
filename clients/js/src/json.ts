// JSON values and pointers into them (RFC 8259, RFC 6901).

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Objects and arrays. */
export const isContainer = (value: unknown): value is { readonly [name: string]: Json } => typeof value === 'object' && value !== null;

/** Equality of JSON values; the order of members does not count. */
export function equal(a: unknown, b: unknown): boolean {
  if (!isContainer(a) || !isContainer(b)) return a === b;
  const keys = Object.keys(a);
  return Array.isArray(a) === Array.isArray(b) && keys.length === Object.keys(b).length
    && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
}

/** The names on the way that a pointer describes; none for the whole document. */
export const segments = (path: string): string[] =>
  path.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The pointer to a member or element of what `path` points to. */
export const child = (path: string, key: string | number): string =>
  `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
