// Names on the map: stops first, then countries, then towns. A name that finds no free room is left out; at a closer
// zoom it comes back.

const GAP = 4;
const NEAR = 9;
const CROSSED = 5; // how much of the lines may lie below the name of a dot: one that crosses it, and not two

function makeLabels(map) {
  const pane = map.getPane('labels') || map.createPane('labels');
  pane.style.zIndex = 650;
  pane.setAttribute('aria-hidden', 'true');
  pane.replaceChildren();
  const make = (kind, ...words) => {
    const element = el('div', { class: `label ${kind} leaflet-zoom-hide` }, ...words);
    pane.append(element);
    return { element };
  };
  const name = (site) => el('b', {}, named(site.place.name));
  return {
    countries: atlas.ground.countries.map(([code, ...at]) => ({ ...make('country', country(code)), at })),
    towns: atlas.ground.towns.map(([town, ...at]) => ({ ...make('town', named(town)), at, name: town })),
    held: new Map(), // a site's labels, with its days and without; a doubtful leg's
    ofSite: (site) => [make('stop', name(site), el('span', {}, siteDays(site))), make('stop', name(site))],
    ofLeg: (route) => [make(`query ${route.class}`, '?')],
  };
}

// Makes the labels of these sites and legs, and takes those of all others away.
function keepLabels(labels, marks, middles) {
  const { held, ofSite, ofLeg } = labels;
  const legs = [...middles].filter(([leg]) => leg.doubts);
  const wanted = new Set([...marks, ...legs.map(([leg]) => leg)]);
  for (const [thing, own] of held) {
    if (wanted.has(thing)) continue;
    own.forEach((label) => label.element.remove());
    held.delete(thing);
  }
  for (const site of marks) if (!held.has(site)) held.set(site, ofSite(site));
  for (const [leg, { route }] of legs) if (!held.has(leg)) held.set(leg, ofLeg(route));
  // All are measured at once: to measure between two writes would lay the page out anew each time.
  const all = [...labels.countries, ...labels.towns, ...[...held.values()].flat()];
  for (const label of all) label.size = label.size || [label.element.offsetWidth, label.element.offsetHeight];
  return all;
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
function best(boxes, { taken, lines, view }, own, most = Infinity) {
  let found = null;
  let least = Infinity;
  for (const [rank, box] of boxes.entries()) {
    if (!inside(box, view) || !taken.isFree(box)) continue;
    const crossed = lines.under(box);
    if (crossed > most) continue;
    const wide = [box[0] - NEAR, box[1] - NEAR, box[2] + NEAR, box[3] + NEAR];
    const cost = crossed + rank / 3 + (taken.isFree(wide, own) ? 0 : 5);
    if (cost < least) [found, least] = [box, cost];
  }
  return found;
}

function putBest(label, boxes, room, own, most) {
  const box = best(boxes, room, own, most);
  if (!box) return false;
  put(label, box);
  room.taken.add(box);
  return true;
}

// The name with its days where a row of marks stands, else the name alone; those that matter most first, and of dots
// those of towns. Countries come between: they say more than the name of a dot.
function placeStops(labels, marks, room, placeCountries) {
  const seen = marks.filter((site) => inside(site.box, room.view));
  const of = (isDot, isSpot) => seen.filter((site) => (site.kind === 'small') === isDot && (!isDot || Boolean(site.place.spot) === isSpot));
  const name = (site, skip, most) => labels.held.get(site).slice(skip).some((label) => putBest(label, beside(site.box, ...label.size), room, site.box, most));
  for (const site of of(false)) name(site, 0);
  placeCountries();
  for (const site of [...of(true, false), ...of(true, true)]) name(site, 1, CROSSED);
}

function placeLabels(map, labels, { marks, taken, lines, middles }) {
  const seen = viewBox(map);
  const room = { taken, lines, view: L.bounds(seen.min.add([GAP, GAP]), seen.max.subtract([GAP, GAP])) };
  const names = new Set(marks.map((site) => site.place.name));
  keepLabels(labels, marks, middles).forEach((label) => label.element.classList.remove('on'));
  for (const [leg, half] of middles) {
    if (leg.doubts && half.length > 60) labels.held.get(leg).forEach((label) => putBest(label, [boxAt(half.at.x, half.at.y, ...label.size)], room));
  }
  placeStops(labels, marks, room, () => {
    for (const label of labels.countries) {
      const { x, y } = map.latLngToLayerPoint(label.at);
      putBest(label, [0, -16, 16, -32, 32].map((shift) => boxAt(x, y + shift, ...label.size)), room);
    }
  });
  if (map.getZoom() < 4.5) return;
  for (const label of labels.towns) {
    const { x, y } = map.latLngToLayerPoint(label.at);
    const box = boxAt(x - 3 + label.size[0] / 2, y, ...label.size); // the dot of the label lies 3 pixels in
    if (!names.has(label.name) && !lines.under(box)) putBest(label, [box], room);
  }
}
