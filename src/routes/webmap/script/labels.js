// Names on the map: stops first, then countries, then towns. A name that finds no free room is left out; at a closer
// zoom it comes back.

const GAP = 4;
const NEAR = 9;

function makeLabels(map) {
  const pane = map.getPane('labels') || map.createPane('labels');
  pane.style.zIndex = 650;
  pane.setAttribute('aria-hidden', 'true');
  pane.replaceChildren();
  const make = (kind, at, ...words) => {
    const element = el('div', { class: `label ${kind} leaflet-zoom-hide` }, ...words);
    pane.append(element);
    return { at: L.latLng(at), element };
  };
  const labels = {
    country: atlas.ground.countries.map(([code, lat, lon]) => make('country', [lat, lon], country(code))),
    town: atlas.ground.towns.map(([name, lat, lon]) => ({ ...make('town', [lat, lon], named(name)), name })),
    stop: byWeight.map((site) => ({ ...make('stop', site.at, el('b', {}, named(site.place.name))), site })),
    days: byWeight.map((site) => ({ ...make('stop', site.at, el('b', {}, named(site.place.name)), el('span', {}, siteDays(site))), site })),
    query: atlas.routes.flatMap((route) => route.legs.filter((leg) => leg.doubts).map((leg) => ({ ...make(`query ${route.class}`, [0, 0], '?'), route, leg }))),
  };
  // All are measured at once: to measure between two writes would lay the page out anew each time.
  for (const label of Object.values(labels).flat()) label.size = [label.element.offsetWidth, label.element.offsetHeight];
  return labels;
}

function siteDays(site) {
  const stops = site.marks.filter((mark) => mark.kind === 'stop' && !mark.told.planned);
  const days = [...new Set(stops.map((mark) => shortDays(mark.told)))].filter(Boolean);
  return days.length > 1 ? `${days[0]} …` : days[0] || '';
}

function put(label, box) {
  L.DomUtil.setPosition(label.element, L.point(box[0], box[1]));
  label.element.classList.add('on');
}

// Beside, above, below the box, in line with its sides, then at its corners.
function beside(box, width, height) {
  const [left, top, right, bottom] = box;
  const at = [(left + right) / 2, (top + bottom) / 2];
  const [west, east] = [left - GAP - width / 2, right + GAP + width / 2];
  const [north, south] = [top - height / 2 - 1, bottom + height / 2 + 1];
  const [inner, outer] = [left + width / 2, right - width / 2]; // in line with the box's sides
  const spots = [[east, at[1]], [west, at[1]], [at[0], north], [at[0], south], [inner, north], [outer, north], [inner, south],
    [outer, south], [east, north], [west, north], [east, south], [west, south]];
  return spots.map(([x, y]) => boxAt(x, y, width, height));
}

// The best free box that is whole within the view: with few lines below it, and with no mark near that it could be
// taken to name; else the first.
function best(boxes, { taken, lines, view }, own) {
  let found = null;
  let least = Infinity;
  for (const [rank, box] of boxes.entries()) {
    if (!inside(box, view) || !taken.isFree(box)) continue;
    const wide = [box[0] - NEAR, box[1] - NEAR, box[2] + NEAR, box[3] + NEAR];
    const cost = lines.under(box) + rank / 3 + (taken.isFree(wide, own) ? 0 : 5);
    if (cost < least) [found, least] = [box, cost];
  }
  return found;
}

function putBest(label, boxes, room, own) {
  const box = best(boxes, room, own);
  if (!box) return false;
  put(label, box);
  room.taken.add(box);
  return true;
}

// The name with its days where a row of marks stands, else the name alone; the labels are in the order of `byWeight`.
function placeStops(labels, room) {
  const name = (label) => putBest(label, beside(label.site.box, ...label.size), room, label.site.box);
  const seen = [...byWeight.keys()].filter((i) => byWeight[i].visible && inside(byWeight[i].box, room.view));
  const [dots, rows] = [true, false].map((isDot) => seen.filter((i) => (byWeight[i].kind === 'small') === isDot));
  for (const i of rows) name(labels.days[i]) || name(labels.stop[i]);
  for (const i of dots) name(labels.stop[i]);
}

function placeLabels(map, labels, taken, { lines, middles }) {
  const room = { taken, lines, view: viewBox(map) };
  const names = new Set(sites.filter((site) => site.visible).map((site) => site.place.name));
  Object.values(labels).flat().forEach((label) => label.element.classList.remove('on'));
  for (const label of labels.query) {
    const half = middles.get(label.leg);
    if (half && half.length > 60) putBest(label, [boxAt(half.at.x, half.at.y, ...label.size)], room);
  }
  placeStops(labels, room);
  for (const label of labels.country) {
    const { x, y } = map.latLngToLayerPoint(label.at);
    putBest(label, [0, -16, 16, -32, 32].map((shift) => boxAt(x, y + shift, ...label.size)), room);
  }
  if (map.getZoom() < 4.5) return;
  for (const label of labels.town) {
    const { x, y } = map.latLngToLayerPoint(label.at);
    const box = boxAt(x - 3 + label.size[0] / 2, y, ...label.size); // the dot of the label lies 3 pixels in
    if (!names.has(label.name) && !lines.under(box)) putBest(label, [box], room);
  }
}
