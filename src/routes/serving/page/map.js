// The map in its frame: the page of `maps/index.html` as it is, with what an editor needs added from outside.
// A new build is drawn in a second frame behind the first, and takes its place with the same view and popup.

import { byId, el } from './dom.js';
import { say } from './words.js';

const frames = byId('frames');
const shown = { frame: null, pin: null };
let sheet = '';
let heard = {};

const LOOK = 20; // milliseconds from one look at a new map to the next
const LONGEST = 20_000;

const wait = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

// What is told: `quote(words, title)` was chosen, a popup was `opened(at)` or `closed()`.
export async function startMap(listeners) {
  heard = listeners;
  sheet = await (await fetch('page/map.css')).text();
}

async function ready(frame) {
  await new Promise((resolve) => { frame.addEventListener('load', resolve, { once: true }); });
  for (let patience = LONGEST; patience > 0; patience -= LOOK) {
    const inside = frame.contentWindow;
    if (inside.map_routes && inside.document.documentElement.classList.contains('js')) return inside;
    await wait(LOOK);
  }
  frame.remove();
  throw new Error('no map came');
}

function dress(inside) {
  const own = new inside.CSSStyleSheet();
  own.replaceSync(sheet);
  inside.document.adoptedStyleSheets = [own];
}

function attend(inside) {
  const map = inside.map_routes;
  map.on('popupopen', (event) => heard.opened(event.popup.getLatLng()));
  map.on('popupclose', () => heard.closed());
  inside.document.addEventListener('click', (event) => {
    const quote = event.target.closest('.quote');
    if (!quote || event.target.closest('a')) return;
    const words = quote.querySelector('blockquote').textContent.slice(1, -1);
    heard.quote(words, quote.querySelector('figcaption').firstElementChild.textContent);
  });
}

// Where the reader is, and which popup is open.
function remember(inside) {
  const map = inside.map_routes;
  const popup = map._popup && map._popup.isOpen() ? map._popup : null;
  const content = popup && popup.getElement().querySelector('.leaflet-popup-content');
  return {
    hash: inside.location.hash,
    view: [map.getCenter(), map.getZoom()],
    popup: content && { at: popup.getLatLng(), name: (content.querySelector('h2') || content).textContent, top: content.scrollTop },
  };
}

// The mark that the popup belonged to, even if its place has moved: the nearest of that name.
function owner(map, { at, name }) {
  const marks = [];
  map.eachLayer((layer) => {
    const element = layer.getPopup && layer.getPopup() && layer.getLatLng && layer.getElement();
    const label = element && element.getAttribute('aria-label');
    if (label) marks.push({ layer, isNamed: label.startsWith(`${name}:`), km: map.distance(layer.getLatLng(), at) / 1000 });
  });
  const rank = (mark) => (mark.isNamed ? 0 : 1e6) + mark.km;
  const [best] = marks.filter((mark) => mark.isNamed || mark.km < 0.01).sort((a, b) => rank(a) - rank(b));
  return best && best.layer;
}

function recall(inside, before) {
  const map = inside.map_routes;
  const layer = before.popup && owner(map, before.popup);
  if (layer) {
    layer.openPopup();
    const content = map._popup.getElement().querySelector('.leaflet-popup-content');
    content.scrollTop = before.popup.top;
  }
  map.setView(...before.view, { animate: false });
}

// The map alone: lists and articles stand beside it on this page.
const bare = () => `#bare=1&lang=${document.documentElement.lang}`;

export async function showMap() {
  const before = shown.frame && remember(shown.frame.contentWindow);
  const focused = document.activeElement;
  const made = el('iframe', { src: `map/index.html${before ? before.hash : bare()}`, title: say('map'), class: 'behind' });
  frames.append(made);
  const inside = await ready(made);
  dress(inside);
  attend(inside);
  if (before) recall(inside, before);
  if (shown.frame) shown.frame.remove();
  made.classList.remove('behind');
  shown.frame = made;
  if (focused && focused.isConnected && focused !== document.body) focused.focus({ preventScroll: true });
  if (shown.pin) putPin(shown.pin.at, shown.pin.moved);
}

// The map speaks the language of this page.
export function translateMap() {
  if (!shown.frame) return;
  shown.frame.title = say('map');
  const { location } = shown.frame.contentWindow;
  const asked = new URLSearchParams(location.hash.slice(1));
  asked.set('lang', document.documentElement.lang);
  location.hash = asked;
}

// A pin that is dragged, or goes where the map is clicked; `moved(at)` is told each time.
export function putPin(at, moved) {
  takePin();
  const { map_routes: map, L } = shown.frame.contentWindow;
  const pin = { at, moved, marker: null };
  const put = (where) => {
    pin.at = where;
    if (pin.marker) {
      pin.marker.setLatLng(where);
      return;
    }
    const icon = L.divIcon({ className: 'pin', html: '<i></i>', iconSize: [0, 0] });
    pin.marker = L.marker(where, { draggable: true, icon, zIndexOffset: 2000, keyboard: false }).addTo(map);
    pin.marker.on('dragend', () => moved(pin.at = pin.marker.getLatLng()));
  };
  const clicked = (event) => {
    put(event.latlng);
    moved(event.latlng);
  };
  map.closePopup();
  map.on('click', clicked);
  map.getContainer().classList.add('picking');
  if (at) put(at);
  pin.put = put;
  pin.end = () => {
    map.off('click', clicked);
    map.getContainer().classList.remove('picking');
    if (pin.marker) pin.marker.remove();
  };
  shown.pin = pin;
}

export function movePin(at) {
  if (!shown.pin) return;
  shown.pin.put(at);
  shown.frame.contentWindow.map_routes.panInside(at, { animate: false, padding: [30, 30] });
}

export function takePin() {
  if (shown.pin) shown.pin.end();
  shown.pin = null;
}

export function lookAt(at) {
  const map = shown.frame.contentWindow.map_routes;
  map.setView(at, Math.max(map.getZoom(), 8), { animate: false });
}
