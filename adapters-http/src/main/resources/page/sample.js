// What the first visitor of a room puts there, through the ordinary calls.

export const sampleDocument = () => ({
  title: 'Autumn picnic',
  place: 'By the old mill',
  guests: 6,
  outdoors: true,
  tasks: [
    { what: 'Bring the blankets', who: 'nobody yet', done: false },
    { what: 'Bake an apple cake', who: 'nobody yet', done: false },
    { what: 'Check the weather', who: 'Parley', done: true },
  ],
});

const WELCOME = [
  'Welcome. This feed is a durable log: restart the server and it is still here.',
  'Write to the room on the left. A message is an event like this one.',
  'Cut your connection below, edit on, and watch everything come back.',
];

/** Three events with ids of their own, so that publishing them twice stores them once. */
export const welcomeEvents = (room) => WELCOME.map((text, index) => ({
  topic: `rooms.${room}.welcome`, id: `welcome-${room}-${index + 1}`, type: 'welcome', data: { from: 'Parley', text },
}));
