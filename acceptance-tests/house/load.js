// One user's work through the client, in Node or in a browser: this function is also sent there as text, so it uses
// nothing from outside but what it is given.

/** Edits, publishes and listens until it is told to stop; then tells what it was answered and what it heard. */
export function work({ connect, url, name, options = {} }) {
  const [ROUND_MS, MOST_UNDER_WAY] = [20, 5];
  const parley = connect(url, { token: `dev:${name}`, ...options });
  const session = parley.session('load', { create: { document: { list: [], seen: {} } } });
  const [edited, published, events, gaps, values] = [[], [], [], [], []];
  let stopped = false;
  let made = 0;
  const feed = parley.subscribe('load.**', (event, offset) => events.push([offset, event.data]), 'earliest');
  feed.on('gap', (gap) => gaps.push(gap));
  session.on('change', ({ value }) => values.push(value.list.length));

  // Keeps a few under way, so that a kill always finds some without an answer, and no more: whoever is behind waits.
  const rounds = (async () => {
    await session.ready;
    while (!stopped) {
      await new Promise((resolve) => setTimeout(resolve, ROUND_MS));
      if (session.pending > MOST_UNDER_WAY || parley.pending > MOST_UNDER_WAY) continue;
      const id = `${name}-${++made}`;
      const place = Math.floor(Math.random() * (session.value.list.length + 1));
      const edit = session.edit([{ op: 'add', path: `/list/${place}`, value: id }, { op: 'add', path: `/seen/${id}`, value: true }]);
      edited.push(edit.then((answer) => ({ id, ...answer })));
      published.push(parley.publish(`load.${name}`, id).then(({ offset }) => ({ id, offset })));
    }
  })();

  return {
    made: () => made,
    async stop() {
      stopped = true;
      await rounds;
      const told = { edited: await Promise.all(edited), published: await Promise.all(published), gaps };
      while (events.length < published.length) await new Promise((resolve) => setTimeout(resolve, 50));
      return told;
    },
    seen: () => ({ value: session.value, version: session.version, pending: session.pending, events }),
    hurry: () => parley.hurry(),
    close: () => parley.close(),
  };
}
