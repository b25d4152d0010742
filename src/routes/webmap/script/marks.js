// The marks of a site: numbered circles for its stops and one square for its events, in a row; where the row has no
// room, a dot.

const GLYPHS = {
  clash: 'M9.2 1.5 3.6 9h3.6l-.9 5.5L12.4 7H8.6z',
  detention: 'M3 3.2h10M3 12.8h10M4.6 3.2v9.6M8 3.2v9.6M11.4 3.2v9.6',
  death: 'M8 2v12M4.6 5.6h6.8',
  crossing: 'M12.6 2v12M2 8h7.4M6.6 5l3 3-3 3',
  blocked: 'M3 8h10',
  'border-closure': 'M4 4l8 8M12 4l-8 8',
  asylum: 'M4.2 2.5h5l2.6 2.6v8.4H4.2zM6.3 7.4h3.4M6.3 10.2h3.4',
  aid: 'M8 13.2 3.3 8.4a2.8 2.8 0 0 1 4.7-3 2.8 2.8 0 0 1 4.7 3z',
  speech: 'M2.8 3.5h10.4v7H8.4L5.2 13.4v-2.9H2.8z',
  other: 'M8 7.9v.2',
};
const TYPES = ['death', 'clash', 'detention', 'border-closure', 'blocked', 'crossing', 'asylum', 'aid', 'speech', 'other'];
const GRAVE = new Set(TYPES.slice(0, 3));
const FILLED = new Set(['clash']);
const STEP = 18;
const SIZE = 21;
const MOST = 4;

function glyph(type) {
  const path = svg('path', { d: GLYPHS[type] || GLYPHS.other, class: FILLED.has(type) ? 'solid' : 'open' });
  return svg('svg', { viewBox: '0 0 16 16', width: 14, height: 14, 'aria-hidden': 'true', focusable: 'false' }, path);
}

function stopBadge({ told, route }) {
  const state = `${told.planned ? ' planned' : ''}${told.hollow ? ' hollow' : ''}${told.key ? '' : ' minor'}`;
  return el('span', { class: `badge stop ${route.class}${state}` }, String(told.seq));
}

// One square for all events of a place: the sign of the gravest, and how many they are.
function eventBadge(events) {
  const { told } = events.slice().sort((a, b) => TYPES.indexOf(a.told.type) - TYPES.indexOf(b.told.type))[0];
  const kind = `${GRAVE.has(told.type) ? ' grave' : ''}${events.every((mark) => mark.told.hollow) ? ' hollow' : ''}`;
  return el('span', { class: `badge event${kind}` }, glyph(told.type), events.length > 1 ? el('span', { class: 'n' }, String(events.length)) : '');
}

function badge(mark) {
  return mark.kind === 'stop' ? stopBadge(mark) : eventBadge([mark]);
}

function inWords({ kind, told, route }) {
  if (kind === 'event') return `${eventName(told)}, ${dateOf(told)}`;
  return say('stopOf', { n: told.seq, route: route.name, date: dateOf(told), status: say(told.status) });
}

function drawSite(site, map) {
  site.row = el('span', { class: 'row' });
  site.dot = el('span', { class: 'point' });
  site.bar = el('span', { class: 'bar' });
  site.leader = el('div', { class: 'leader leaflet-zoom-hide' }, site.bar, el('span', { class: 'point' }));
  map.getPane('leaders').append(site.leader);
  const root = el('div', {}, site.dot, site.row);
  site.marker = L.marker(site.at, { icon: L.divIcon({ className: 'site', html: root, iconSize: [0, 0] }), riseOnHover: true });
  site.marker.bindPopup(() => sitePopup(site), POPUP);
  site.marker.on('add', () => site.marker.getElement().setAttribute('aria-label', site.words));
}

// What is shown of a site; returns its marks.
function tally(site) {
  const marks = site.marks.filter(shown);
  site.stops = marks.filter((mark) => mark.kind === 'stop');
  site.visible = marks.length > 0;
  site.now = Boolean(clock.day) && marks.some((mark) => mark.told.since === clock.day);
  site.look = look(site, marks);
  return marks;
}

// The badges of what is shown; takes the site off the map where nothing is.
function refresh(site, map) {
  const marks = tally(site);
  const events = marks.filter((mark) => mark.kind === 'event');
  const keyFirst = site.stops.slice().sort((a, b) => Number(b.told.key) - Number(a.told.key));
  const drawn = site.stops.length > MOST ? keyFirst.slice(0, MOST - 1) : site.stops;
  const more = site.stops.length - drawn.length;
  const badges = [...drawn.map(stopBadge), ...(more ? [el('span', { class: 'badge more minor' }, `+${more}`)] : []), ...(events.length ? [eventBadge(events)] : [])];
  const count = events.length > 1 ? 9 : 0;
  const wide = (all) => (all.length ? SIZE + STEP * (all.length - 1) + count : 0);
  site.row.replaceChildren(...badges);
  site.width = wide(badges);
  site.keyWidth = wide(badges.filter((one) => !one.classList.contains('minor')));
  site.words = `${named(site.place.name)}: ${marks.map(inWords).join('; ')}`;
  site.dot.className = `point ${site.look}`;
  if (!site.visible) site.leader.classList.remove('on');
  if (!site.visible) site.marker.remove();
  else if (!map.hasLayer(site.marker)) site.marker.addTo(map);
  const root = site.marker.getElement();
  if (root) root.setAttribute('aria-label', site.words);
}

// The dot: in the colour of the one caravan that stopped there, a ring where several did, a square for events alone.
function look({ stops }, marks) {
  const [first] = stops;
  if (!first) return marks.some((mark) => GRAVE.has(mark.told.type)) ? 'happened grave' : 'happened';
  if (stops.some((mark) => mark.route !== first.route)) return 'shared';
  return stops.every((mark) => mark.told.planned || mark.told.hollow) ? `${first.route.class} open` : first.route.class;
}
