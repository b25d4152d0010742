// Names on the map: stops first, then countries, then towns. A name that finds no free room is left out; at a closer
// zoom it comes back.

const GAP = 4;
const NEAR = 9;

function makeLabels(map) {
  const pane = map.createPane('labels');
  pane.style.zIndex = 650;
  pane.setAttribute('aria-hidden', 'true');
  const make = (kind, at, ...words) => {
    const element = el('div', { class: `label ${kind} leaflet-zoom-hide` }, ...words);
    pane.append(element);
    return { at: L.latLng(at), element };
  };
  const country = atlas.ground.countries.map(([name, lat, lon]) => make('country', [lat, lon], name));
  const town = atlas.ground.towns.map(([name, lat, lon]) => ({ ...make('town', [lat, lon], name), name }));
  const stop = byWeight.map((site) => ({ ...make('stop', site.at, ...siteWords(site)), site }));
  const query = atlas.routes.flatMap((route) =>
    route.legs.filter((leg) => leg.doubts).map((leg) => ({ ...make(`query ${route.class}`, [0, 0], '?'), route, leg })),
  );
  const labels = { country, town, stop, query };
  // All are measured at once: to measure between two writes would lay the page out anew each time.
  for (const label of Object.values(labels).flat()) label.size = [label.element.offsetWidth, label.element.offsetHeight];
  return labels;
}

function siteWords(site) {
  const days = [...new Set(site.marks.filter((mark) => mark.kind === 'stop').map((mark) => mark.told.label))].filter(Boolean);
  const two = days.slice(0, 2).join(', ');
  const said = two.length > 24 ? `${days[0]} …` : two + (days.length > 2 ? ' …' : '');
  return [el('b', {}, site.place.name), said ? el('span', {}, said) : ''];
}

function put(label, box) {
  L.DomUtil.setPosition(label.element, L.point(box[0], box[1]));
  label.element.classList.add('on');
}

// Beside, above, below the box, then at its corners.
function around(box, width, height) {
  const [left, top, right, bottom] = box;
  const middle = [(left + right) / 2, (top + bottom) / 2];
  const [west, east] = [left - GAP - width / 2, right + GAP + width / 2];
  const [north, south] = [top - height / 2 - 1, bottom + height / 2 + 1];
  const spots = [[east, middle[1]], [west, middle[1]], [middle[0], north], [middle[0], south], [east, north], [west, north], [east, south], [west, south]];
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
    const cost = lines.under(box) + rank / 2 + (taken.isFree(wide, own) ? 0 : 5);
    if (cost < least) [found, least] = [box, cost];
  }
  return found;
}

function inside(box, view) {
  return box[0] >= view.min.x && box[2] <= view.max.x && box[1] >= view.min.y && box[3] <= view.max.y;
}

function putBest(label, boxes, room, own) {
  const box = best(boxes, room, own);
  if (!box) return;
  put(label, box);
  room.taken.add(box);
}

function placeLabels(map, labels, taken, { lines, middles }) {
  const corner = map.containerPointToLayerPoint([0, 0]);
  const room = { taken, lines, view: L.bounds(corner, corner.add(map.getSize())) };
  const names = new Set(sites.filter((site) => site.visible).map((site) => site.place.name));
  Object.values(labels).flat().forEach((label) => label.element.classList.remove('on'));
  for (const label of labels.query) {
    const middle = middles.get(label.leg);
    if (middle && middle.length > 60) putBest(label, [boxAt(middle.at.x, middle.at.y, ...label.size)], room);
  }
  for (const label of labels.stop) {
    if (label.site.visible && !label.site.crowded) putBest(label, around(label.site.box, ...label.size), room, label.site.box);
  }
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
