// Where the marks lie. Every site first gets a dot that no other covers; then, those that matter most first, the dot
// grows to the row of its marks where there is room. Only what a reader looks for first may move aside, with a line.

const narrow = matchMedia('(max-width: 599px)'); // as in the style sheet, where the dots are smaller
const DOT = 9.5; // pixels
const NUDGES = [5, 8, 11, 14, 18, 22, 26, 30];
const RINGS = [24, 34, 46];

function around(rings, stretch = 1) {
  const turns = Array.from({ length: 12 }, (_, turn) => ((turn + 0.5) * Math.PI) / 6);
  return rings.flatMap((ring) => turns.map((turn) => L.point(Math.cos(turn) * ring * stretch, Math.sin(turn) * ring)));
}

// The middle of the lanes of the caravans that stopped there.
function anchor(map, site) {
  if (!site.stops.length) return map.latLngToLayerPoint(site.at);
  const points = site.stops.map((mark) => lanePoint(map, mark.told, mark.route));
  return points.reduce((sum, point) => sum.add(point)).divideBy(points.length);
}

function placeDot(map, site, taken) {
  site.point = anchor(map, site);
  const share = narrow.matches ? 0.68 : 1;
  const size = DOT * share;
  const boxes = [L.point(0, 0), ...around(NUDGES.map((ring) => ring * share))].map((nudge) => boxAt(site.point.x + nudge.x, site.point.y + nudge.y, size, size));
  site.box = boxes.find((box) => taken.isFree(box)) || boxes[0];
  taken.add(site.box);
}

// The free place with the fewest lines below it, the nearest first: on a line it would seem to lie there.
function aside(site, width, { taken, lines, view }) {
  const spots = around(RINGS, 1 + width / 120).map((offset) => ({ offset, box: boxAt(site.point.x + offset.x, site.point.y + offset.y, width + 3, SIZE + 3) }));
  const free = spots.filter(({ box }) => taken.isFree(box) && (inside(box, view) || !view.contains(site.point)));
  const cost = ({ offset, box }) => lines.under(box) + Math.hypot(offset.x, offset.y) / 8;
  return free.reduce((best, spot) => (!best || cost(spot) < cost(best) ? spot : best), null);
}

function grown(site, room) {
  const here = (width) => boxAt(site.point.x, site.point.y, width + 3, SIZE + 3);
  for (const [kind, width] of [['full', site.width], ['compact', site.keyWidth]]) {
    if (width && room.taken.isFree(here(width), site.box)) return { kind, box: here(width), led: false };
  }
  const spot = site.keyWidth && aside(site, site.keyWidth, room);
  return spot ? { kind: 'compact', box: spot.box, led: true } : { kind: 'small', box: site.box, led: false };
}

function arrange(map, seen, lines) {
  const taken = new Boxes();
  controls(map).forEach((box) => taken.add(box));
  const view = viewBox(map);
  seen.forEach((site) => placeDot(map, site, taken));
  for (const site of seen) {
    const { kind, box, led } = grown(site, { taken, lines, view });
    if (kind !== 'small') taken.add(box);
    site.kind = kind;
    site.dotBox = site.box;
    site.box = box;
    settle(map, site, led);
  }
  return taken;
}

const middle = (box) => L.point((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);

// Moves the elements of a site to its box.
function settle(map, site, led) {
  const offset = middle(site.box).subtract(map.latLngToLayerPoint(site.at));
  const root = site.marker.getElement();
  for (const kind of ['full', 'compact', 'small']) root.classList.toggle(kind, site.kind === kind);
  root.classList.toggle('now', site.now);
  site.marker.setZIndexOffset(site.kind === 'small' ? -10000 : 0); // a dot never covers a number
  const part = site.kind === 'small' ? site.dot : site.row;
  part.style.transform = `translate(${offset.x}px, ${offset.y}px) translate(-50%, -50%)`;
  site.offset = offset;
  lead(site, led);
}

// The line from the dot to a row that moved aside; in a pane of its own, below all rows.
function lead(site, led) {
  site.leader.classList.toggle('on', led);
  if (!led) return;
  const from = middle(site.dotBox);
  const { x, y } = middle(site.box).subtract(from);
  L.DomUtil.setPosition(site.leader, from);
  site.leader.lastChild.className = site.dot.className;
  site.bar.style.width = `${Math.hypot(x, y)}px`;
  site.bar.style.transform = `rotate(${Math.atan2(y, x)}rad)`;
}
