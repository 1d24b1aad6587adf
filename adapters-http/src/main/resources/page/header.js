// The top of the page: which room, how to share it, and who this window is.
import { $, copy } from './dom.js';
import { cleanName, COLOURS } from './identity.js';
import { colourChoice, initials } from './people.js';

/** `renamed(name)` answers a sentence if the name cannot change now; `coloured(index)`. */
export function header({ room, renamed, coloured }) {
  const link = `${location.origin}/?room=${encodeURIComponent(room)}`;
  document.title = `${room} · Parley`;
  $('room').textContent = room;
  $('copy-link').addEventListener('click', () => copy(link, $('copy-link')));
  $('second-window').addEventListener('click', () => window.open(link, '_blank', 'noopener,popup,width=720,height=900'));
  const choose = colourChoice($('colours'), (index) => { coloured(index); $('colour-picker').open = false; $('my-name').focus(); });
  closesByItself($('colour-picker'));
  nameField(renamed);
  return (user, colour) => {
    $('me').dataset.colour = colour;
    $('my-avatar').textContent = initials(user);
    if (document.activeElement !== $('my-name')) $('my-name').value = user;
    if (COLOURS[colour]) choose(colour);
  };
}

function nameField(renamed) {
  const field = $('my-name');
  let before = '';
  field.addEventListener('focus', () => { before = field.value; });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') field.value = before;
    if (event.key === 'Escape' || event.key === 'Enter') field.blur();
  });
  field.addEventListener('blur', () => {
    const name = cleanName(field.value) ?? before;
    const problem = name === before ? undefined : renamed(name);
    field.value = problem ? before : name;
    $('banner').hidden = !problem;
    $('banner').textContent = problem ?? '';
  });
}

function closesByItself(details) {
  document.addEventListener('click', (event) => { if (!details.contains(event.target)) details.open = false; });
  details.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    details.open = false;
    details.querySelector('summary').focus();
  });
}
