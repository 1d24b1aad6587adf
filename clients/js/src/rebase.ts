// Carries operations from the document that their author saw to another one: the rules of docs/rebase.md, which the
// server follows too. So what is shown is what will be.
import { child, equal, segments } from './json.js';
import { apply, get, valueOf, type Node, type Operation, type Step } from './tree.js';

/** An operation of one's own that did not happen, and why: a reason of the protocol's, or the code of an error. */
export interface Lost { operation: Operation; reason: string }

/** `refused`: nothing of the patch happens, and all of it is lost. */
export interface Rebased { head: Node; located: Step[]; lost: Lost[]; refused?: string }

/** What the author's ids stand for in the head, where both made the same thing. */
export type Aliases = Map<number, number>;

/** `since`: the version of the fork; what others placed after it may come before what `me` places. */
export function rebase(fork: Node, steps: Step[], head: Node, since: number, me: string, aliases: Aliases): Rebased {
  const before = head;
  const located: Step[] = [];
  const lost: Lost[] = [];
  for (const step of steps) {
    const found = locate(step, fork, head, since, me, aliases);
    fork = apply(fork, step);
    if (found === 'TEST_FAILED' || found === 'CONFLICT') {
      return { head: before, located: [], lost: lose(steps, found), refused: found };
    }
    if (typeof found === 'string') lost.push(...lose([step], found));
    else {
      located.push(found);
      head = apply(head, found);
    }
  }
  return { head, located, lost };
}

export const lose = (steps: Step[], reason: string): Lost[] => steps.map(({ operation }) => ({ operation, reason }));

/** Where the value or the place of that id is: on the `way` it had first, as nearly always, and else anywhere. */
function seek(node: Node, what: 'id' | 'slot', id: number | undefined, [next, ...way]: Node[]): { node: Node; path: string } | undefined {
  if (node[what] === id) return { node, path: '' };
  const kids = node.kids ?? [];
  for (let tried = -1, index = kids.findIndex(({ slot }) => slot === next?.slot); tried < kids.length; index = ++tried) {
    const kid = kids[index];
    const found = kid && seek(kid, what, id, way);
    if (found) return { node: found.node, path: child('', node.list ? index : kid.name) + found.path };
  }
  return undefined;
}

/** The operation as it is in the head, or why it is none there. */
function locate(step: Step, fork: Node, head: Node, since: number, me: string, aliases: Aliases): Step | string {
  const { operation, node } = step;
  const { op, path, value } = operation;
  const key = segments(path).at(-1);
  if ('from' in operation) return 'CONFLICT';
  if (key === undefined) return op !== 'test' || equal(valueOf(head), value) ? step : 'TEST_FAILED';

  const to = (path: string, op = operation.op, since = node.since): Step => ({ operation: { ...operation, op, path }, node: { ...node, since } });
  const id = (own: number) => aliases.get(own) ?? own;
  const way: Node[] = [];
  const container = get(fork, path.slice(0, path.lastIndexOf('/')), way);
  const position = container.list ? (key === '-' ? container.kids!.length : +key) : container.kids!.findIndex(({ name }) => name === key);
  const own = container.kids![position];
  const inside = seek(head, 'id', id(container.id), way);
  const kids = inside?.node.kids ?? [];
  const named = container.list ? undefined : kids.find(({ name }) => name === key);
  const there = own && seek(head, 'slot', id(own.slot), [...way, own]);
  if (op === 'remove') return !there ? 'already-gone' : there.node.id === id(own.id) ? to(there.path) : 'overwritten-since';

  const here = there ?? (named && { node: named, path: child(inside!.path, key) });
  if (op === 'test') return here && equal(valueOf(here.node), value) ? to(here.path) : 'TEST_FAILED';
  if (op === 'replace' && here) {
    aliases.set(own!.slot, here.node.slot);
    return to(here.path);
  }
  if (!inside) return 'container-gone';
  if (!own && named?.kids && !node.kids?.length && node.kids && node.list === named.list) {
    aliases.set(node.slot, named.slot).set(node.id, named.id);
    return 'create-if-absent';
  }
  if (!container.list || op === 'replace') aliases.set((own ?? node).slot, (named ?? node).slot);
  return to(child(inside.path, container.list && key !== '-' ? placeIn(kids) : key), 'add',
    op === 'replace' ? own!.since : 0);

  /** After the nearest left neighbour that is still where it was, and past what others put there who sort before. */
  function placeIn(kids: Node[]): number {
    let place = 0;
    for (let left = position; left-- && !place;) {
      const neighbour = container.kids![left]!;
      place = kids.findIndex(({ slot, since }) => slot === id(neighbour.slot) && since === neighbour.since) + 1;
    }
    while (place < kids.length && kids[place]!.since > since && kids[place]!.by! < me) place++;
    return place;
  }
}
