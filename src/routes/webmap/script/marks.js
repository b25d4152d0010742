// The marks of a site: numbered circles for stops, squares with a sign for events, in one row. Rows that would cover
// each other move aside, with a thin line back to the point; where there is no room, a dot stays that opens the same.

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
const GRAVE = new Set(['clash', 'death', 'detention']);
const FILLED = new Set(['clash']);
const STEP = 18;
const SIZE = 21;
const MOST = 4;
const RINGS = [24, 34, 48]; // pixels; a small map uses the first few

function glyph(type) {
  const path = svg('path', { d: GLYPHS[type] || GLYPHS.other, class: FILLED.has(type) ? 'solid' : 'open' });
  return svg('svg', { viewBox: '0 0 16 16', width: 14, height: 14, 'aria-hidden': 'true', focusable: 'false' }, path);
}

function badge(mark) {
  const state = `${mark.told.planned ? ' planned' : ''}${mark.told.hollow ? ' hollow' : ''}`;
  if (mark.kind === 'stop') return el('span', { class: `badge stop ${mark.route.class}${state}` }, String(mark.told.seq));
  return el('span', { class: `badge event${GRAVE.has(mark.told.type) ? ' grave' : ''}${state}` }, glyph(mark.told.type));
}

function inWords(mark) {
  if (mark.kind === 'event') return `${atlas.eventTypes[mark.told.type]}, ${mark.told.date}`;
  return `stop ${mark.told.seq} of ${mark.route.name}, ${mark.told.date}, ${mark.told.status}`;
}

function drawSite(site, map) {
  site.row = el('span', { class: 'row' });
  site.bar = el('span', { class: 'bar' });
  site.leader = el('div', { class: 'leader leaflet-zoom-hide' }, site.bar, el('span', { class: 'point' }));
  map.getPane('leaders').append(site.leader);
  const root = el('div', {}, el('span', { class: 'point' }), site.row);
  site.marker = L.marker(site.at, { icon: L.divIcon({ className: 'site', html: root, iconSize: [0, 0] }), riseOnHover: true });
  site.marker.bindPopup(() => sitePopup(site), POPUP);
  site.marker.on('add', () => site.marker.getElement().setAttribute('aria-label', site.words));
  refresh(site, map);
}

// Draws the badges of what is switched on; takes the site off the map where nothing is.
function refresh(site, map) {
  const marks = site.marks.filter(shown);
  const drawn = marks.length > MOST ? marks.slice(0, MOST - 1) : marks;
  site.row.replaceChildren(...drawn.map(badge));
  if (drawn.length < marks.length) site.row.append(el('span', { class: 'badge more' }, `+${marks.length - drawn.length}`));
  site.width = SIZE + STEP * (Math.min(marks.length, MOST) - 1);
  site.visible = marks.length > 0;
  site.words = `${site.place.name}: ${marks.map(inWords).join('; ')}`;
  if (!site.visible) site.leader.classList.remove('on');
  if (!site.visible) site.marker.remove();
  else if (!map.hasLayer(site.marker)) site.marker.addTo(map);
  const root = site.marker.getElement();
  if (root) root.setAttribute('aria-label', site.words);
}

// All offsets in pixels, the nearest first, that a row of this width may move by.
function offsets(width, rings) {
  const turns = Array.from({ length: 12 }, (_, turn) => ((turn + 0.5) * Math.PI) / 6);
  const stretched = 1 + width / 120;
  return rings.flatMap((ring) => turns.map((turn) => L.point(Math.cos(turn) * ring * stretched, Math.sin(turn) * ring).round()));
}

// The best free spot for a row: at its point, else near it and off the lines, as on a line it would seem to lie there.
// Null where there is none.
function spot(point, width, taken, lines, rings) {
  let found = null;
  let least = Infinity;
  for (const offset of [L.point(0, 0), ...offsets(width, rings)]) {
    const box = boxAt(point.x + offset.x, point.y + offset.y, width + 3, SIZE + 3);
    if (!taken.isFree(box)) continue;
    if (!offset.x && !offset.y) return offset;
    const cost = lines.under(box) + Math.hypot(offset.x, offset.y) / 8;
    if (cost < least) [found, least] = [offset, cost];
  }
  return found;
}

// The line from the point to a row that moved aside; in a pane of its own, below all rows.
function lead(site, point) {
  const { x, y } = site.offset;
  L.DomUtil.setPosition(site.leader, point);
  site.leader.classList.toggle('on', Boolean(x || y));
  site.bar.style.width = `${Math.hypot(x, y)}px`;
  site.bar.style.transform = `rotate(${Math.atan2(y, x)}rad)`;
}

function arrange(map, taken, lines) {
  const rings = map.getSize().x < 600 ? RINGS.slice(0, 2) : RINGS;
  for (const site of byWeight.filter((other) => other.visible)) {
    const point = map.latLngToLayerPoint(site.at);
    const offset = spot(point, site.width, taken, lines, rings);
    const root = site.marker.getElement();
    root.classList.toggle('small', !offset);
    site.marker.setZIndexOffset(offset ? 0 : -10000); // a dot never covers a number
    site.offset = offset || L.point(0, 0);
    site.box = boxAt(point.x + site.offset.x, point.y + site.offset.y, offset ? site.width : 10, offset ? SIZE : 10);
    site.crowded = !offset;
    taken.add(site.box);
    site.row.style.transform = `translate(${site.offset.x}px, ${site.offset.y}px) translate(-50%, -50%)`;
    lead(site, point);
  }
}
