// Names on the map: stops first, then countries, then towns. A name that finds no free room is left out; at a closer
// zoom it comes back.

const GAP = 4;

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
  return { country, town, stop, query };
}

function siteWords(site) {
  const days = [...new Set(site.marks.filter((mark) => mark.kind === 'stop').map((mark) => mark.told.label))].filter(Boolean);
  const said = days.slice(0, 2).join(', ') + (days.length > 2 ? ' …' : '');
  return [el('b', {}, site.place.name), said ? el('span', {}, said) : ''];
}

function put(label, box) {
  L.DomUtil.setPosition(label.element, L.point(box[0], box[1]));
  label.element.classList.add('on');
}

function size(label) {
  if (!label.size) label.size = [label.element.offsetWidth, label.element.offsetHeight];
  return label.size;
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

// The first free box, whole within the view, that the fewest lines run through.
function best(boxes, taken, lines, view) {
  let found = null;
  let fewest = Infinity;
  for (const box of boxes) {
    if (!inside(box, view) || taken.hits(box)) continue;
    const crossed = lines.hits(box);
    if (crossed < fewest) [found, fewest] = [box, crossed];
  }
  return found;
}

function inside(box, view) {
  return box[0] >= view.min.x && box[2] <= view.max.x && box[1] >= view.min.y && box[3] <= view.max.y;
}

function sampled(map, routes) {
  const lines = new Boxes();
  const middles = new Map();
  for (const { route, bend } of routes) {
    for (const leg of route.legs) {
      const [a, b] = latlngs(leg).map((at) => map.latLngToLayerPoint(at));
      const c = control(a, b, bend);
      const steps = Math.min(80, Math.ceil(a.distanceTo(b) / 12));
      for (let i = 1; i < steps; i++) {
        const point = onCurve(a, c, b, i / steps);
        lines.add(boxAt(point.x, point.y, 6, 6));
      }
      middles.set(leg, { at: onCurve(a, c, b, 0.42), length: a.distanceTo(b) });
    }
  }
  return { lines, middles };
}

function putBest(label, boxes, room) {
  const box = best(boxes, room.taken, room.lines, room.view);
  if (!box) return;
  put(label, box);
  room.taken.add(box);
}

function placeLabels(map, labels, boxes, routes) {
  const corner = map.containerPointToLayerPoint([0, 0]);
  const { lines, middles } = sampled(map, routes.filter(({ route }) => !off.has(route.class)));
  const room = { taken: boxes, lines, view: L.bounds(corner, corner.add(map.getSize())) };
  const names = new Set(sites.filter((site) => site.visible).map((site) => site.place.name));
  Object.values(labels).flat().forEach((label) => label.element.classList.remove('on'));
  for (const label of labels.query) {
    const middle = middles.get(label.leg);
    if (middle && middle.length > 60) putBest(label, [boxAt(middle.at.x, middle.at.y, ...size(label))], room);
  }
  for (const label of labels.stop) {
    if (label.site.visible && !label.site.crowded) putBest(label, around(label.site.box, ...size(label)), room);
  }
  for (const label of labels.country) {
    const { x, y } = map.latLngToLayerPoint(label.at);
    putBest(label, [0, -16, 16, -32, 32].map((shift) => boxAt(x, y + shift, ...size(label))), room);
  }
  if (map.getZoom() < 4.5) return;
  for (const label of labels.town) {
    const { x, y } = map.latLngToLayerPoint(label.at);
    const box = boxAt(x - 3 + size(label)[0] / 2, y, ...size(label)); // the dot of the label lies 3 pixels in
    if (!names.has(label.name) && !lines.hits(box)) putBest(label, [box], room);
  }
}
