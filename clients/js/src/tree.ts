// A document whose places have identity: an immutable tree, and JSON Patch (RFC 6902) on it. Ids are known to this
// client alone; they are compared, never sent.
import { ParleyError } from './errors.js';
import { equal, isContainer, segments, type Json } from './json.js';

/** One operation of a JSON Patch: all members that its `op` needs. */
export interface Operation {
  op: 'add' | 'replace' | 'remove' | 'test' | 'move' | 'copy';
  path: string;
  from?: string;
  value?: Json;
}

/** A value in its place. */
export interface Node {
  /** Of the value: renewed when it is replaced, kept when something inside it changes. */
  id: number;
  /** Of the place: kept when its value is replaced, and when it moves; then `since` and `by` are new. */
  slot: number;
  /** The version that placed it, and who did; 0 for this client's own and what history does not tell. */
  since: number;
  by: string | undefined;
  /** Of a member. */
  name: string;
  list: boolean;
  kids: Node[] | undefined;
  json: Json | undefined;
}

/** An operation with the value it puts, so that this has the same ids wherever it is carried out. */
export interface Step { operation: Operation; node: Node }

let ids = 0;

/** The tree of a value, with new ids. */
export function plant(json: Json, name = '', since = 0, by?: string): Node {
  const kids = isContainer(json) ? Object.entries(json).map(([key, value]) => plant(value, key)) : undefined;
  return { id: ++ids, slot: ++ids, since, by, name, list: Array.isArray(json), kids, json };
}

/** The plain value. What did not change between two versions is the same object in both. */
export const valueOf = (node: Node): Json => node.json === undefined ? node.json = assembled(node) : node.json;

const assembled = ({ kids = [], list }: Node): Json =>
  list ? kids.map(valueOf) : Object.fromEntries(kids.map((kid) => [kid.name, valueOf(kid)]));

export const step = (operation: Operation, since = 0, by?: string): Step =>
  ({ operation, node: plant(operation.value ?? null, '', since, by) });

/** Applies one operation, strictly; throws `INVALID_PATCH` where it does not fit. */
export function apply(root: Node, { operation: { op, path, from = '', value }, node }: Step): Node {
  const keys = segments(path);
  switch (op) {
    case 'add': return put(root, keys, node);
    case 'replace': return keys.length ? within(root, keys, (container, key) => {
      const index = find(container, key);
      return container.kids!.with(index, instead(container.kids![index]!, node));
    }) : node;
    case 'remove': return remove(root, keys);
    case 'move': {
      const moved = get(root, from);
      if (path.startsWith(`${from}/`)) return none(path);
      return path === from ? root : put(remove(root, segments(from)), keys, { ...moved, since: node.since, by: node.by }, true);
    }
    case 'copy': return put(root, keys, plant(valueOf(get(root, from)), '', node.since, node.by));
    default: return op === 'test' && equal(valueOf(get(root, path)), value) ? root : none(path);
  }
}

const none = (place: string): never => { throw new ParleyError('INVALID_PATCH', `the patch does not fit at ${place}`); };

/** A value in the place of another one. */
const instead = ({ slot, since, by, name }: Node, node: Node): Node => ({ ...node, slot, since, by, name });

/** `way` gets what is passed. */
export const get = (root: Node, path: string, way: Node[] = []): Node => segments(path).reduce((node, key) => {
  way.push(node.kids![find(node, key)]!);
  return way.at(-1)!;
}, root);

/** What the key of an array says, where it is an index. */
const isIndex = (key: string): boolean => String(+key >>> 0) === key;

/** Where a member or element stands; throws where there is none. */
function find({ kids = [], list }: Node, key: string): number {
  const index = list ? (isIndex(key) ? +key : -1) : kids.findIndex(({ name }) => name === key);
  return kids[index] ? index : none(key);
}

/** Renews the containers down to the last one, in which `then` makes the new children. */
function within(node: Node, [key, ...rest]: string[], then: (container: Node, key: string) => Node[]): Node {
  const { kids } = node;
  if (!kids) return none(key!);
  const index = rest.length && find(node, key!);
  return { ...node, json: undefined, kids: rest.length ? kids.with(index, within(kids[index]!, rest, then)) : then(node, key!) };
}

const remove = (root: Node, keys: string[]): Node =>
  within(root, keys, (container, key) => container.kids!.toSpliced(find(container, key), 1));

/** `over`: a place that is taken ends; otherwise it stays and has a new value. */
const put = (root: Node, keys: string[], node: Node, over = false): Node => keys.length ? within(root, keys, ({ kids = [], list }, name) => {
  if (list) {
    const index = name === '-' ? kids.length : isIndex(name) && +name <= kids.length ? +name : none(name);
    return kids.toSpliced(index, 0, node);
  }
  const index = kids.findIndex((kid) => kid.name === name);
  return index < 0 ? [...kids, { ...node, name }] : kids.with(index, over ? { ...node, name } : instead(kids[index]!, node));
}) : node;
