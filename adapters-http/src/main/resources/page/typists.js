// Who types, in words.

const DOING = {
  typing: 'is writing a message', editing: 'is editing the document', recording: 'is recording',
  uploading: 'is uploading a file', thinking: 'is thinking',
};

export const doing = (kind) => DOING[kind] ?? 'is busy';

/** One calm sentence about everybody who types. */
export function sentence({ top, others, atLeast }) {
  if (top.length === 0) return others > 0 ? `${others}${atLeast ? ' or more' : ''} people are typing` : '';
  if (top.length === 1 && others === 0) return `${top[0].user} ${doing(top[0].kind)}`;
  const names = top.map((t) => t.user);
  if (others > 0) names.push(`${others}${atLeast ? ' or more' : ''} other${others === 1 ? '' : 's'}`);
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are typing`;
}
