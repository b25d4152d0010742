// Where a place lies: the form under the map, with a pin on it. For a name that no list has, or a place to mend.

import { button, byId, el, field } from './dom.js';
import { lookAt, movePin, putPin, takePin } from './map.js';
import { store } from './server.js';
import { say } from './words.js';

const form = byId('spot');
let before = null;

export function closeSpot() {
  const held = form.contains(document.activeElement);
  form.hidden = true;
  form.replaceChildren();
  takePin();
  if (held && before && before.isConnected) before.focus();
  before = null;
}

export const isSpotting = () => !form.hidden && Boolean(form.querySelector('input'));

// A place whose popup is open: the way to mend its position.
export function offerSpot(place, mend) {
  if (isSpotting()) return;
  form.replaceChildren(el('strong', {}, place.name), button(say('mend'), {}, () => mend(place)));
  form.hidden = false;
}

export function withdrawSpot() {
  if (!isSpotting()) closeSpot();
}

const degrees = (name, limit) => el('input', { name, type: 'number', step: 'any', min: -limit, max: limit, required: true });

// Asks for a position; `save({ lat, lon }, seen)` gives what hindered it, '' where it was written.
export function askSpot(title, at, save) {
  before = document.activeElement;
  const seen = { ...store.hashes };
  const [lat, lon] = [degrees('lat', 90), degrees('lon', 180)];
  const said = el('p', { class: 'doubt', role: 'alert' });
  const moved = (where) => {
    lat.value = where.lat.toFixed(4);
    lon.value = where.lng.toFixed(4);
  };
  const typed = () => form.reportValidity() && movePin({ lat: Number(lat.value), lng: Number(lon.value) });
  for (const input of [lat, lon]) input.addEventListener('change', typed);
  const submit = el('button', { type: 'submit', class: 'main' }, say('save'));
  form.replaceChildren(
    el('strong', { id: 'spot-title' }, title), el('span', { class: 'hint' }, say('spotHint')),
    field(say('lat'), lat), field(say('lon'), lon), submit, button(say('cancel'), {}, closeSpot), said,
  );
  form.setAttribute('aria-labelledby', 'spot-title');
  form.hidden = false;
  form.onsubmit = async (event) => {
    event.preventDefault();
    const why = await save({ lat: Number(lat.value), lon: Number(lon.value) }, seen);
    said.textContent = why;
    if (why) Object.assign(seen, store.hashes);
    else closeSpot();
  };
  putPin(at && { lat: at[0], lng: at[1] }, moved);
  if (at) {
    lookAt(at);
    moved({ lat: at[0], lng: at[1] });
  }
  lat.focus();
  lat.select();
}
