// Legs, their arrowheads and the ticks of border crossings.

// A path between two stops that draws itself from their pixels.
const Drawn = L.Polyline.extend({
  onAdd(map) {
    L.Polyline.prototype.onAdd.call(this, map);
    this._path.setAttribute('tabindex', '-1'); // what its tip says, the list says too
  },
  _updatePath() {
    const points = this._rings[0] || [];
    const [a, b] = points.length ? [laneAt(points.slice(0, 3), this.options.lane), laneAt(points.slice(3, 6), this.options.lane)] : [];
    this._renderer._setPath(this, (a && this.options.draw(a, control(a, b), b, points[6])) || 'M0 0');
  },
});

const text = (point) => `${point.x.toFixed(1)} ${point.y.toFixed(1)}`;

function curve(a, c, b) {
  return `M${text(a)}Q${text(c)} ${text(b)}`;
}

function arrow(a, c, b) {
  if (a.distanceTo(b) < 46) return '';
  const along = unit(onCurve(a, c, b, 0.5), onCurve(a, c, b, 0.6));
  const tip = onCurve(a, c, b, 0.55).add(along.multiplyBy(5));
  const side = L.point(-along.y, along.x).multiplyBy(5);
  const back = tip.subtract(along.multiplyBy(11));
  return `M${text(tip)}L${text(back.add(side))}L${text(tip.subtract(along.multiplyBy(8)))}L${text(back.subtract(side))}Z`;
}

function tick(a, c, b, at) {
  const length = a.distanceTo(b);
  if (length < 16 || !at) return '';
  const way = unit(a, b);
  const t = Math.min(0.95, Math.max(0.05, (at.subtract(a).x * way.x + at.subtract(a).y * way.y) / length));
  const along = unit(onCurve(a, c, b, t - 0.02), onCurve(a, c, b, t + 0.02));
  const side = L.point(-along.y, along.x).multiplyBy(6);
  const middle = onCurve(a, c, b, t);
  return `M${text(middle.add(side))}L${text(middle.subtract(side))}`;
}

function legTip(route, leg) {
  const [from, to] = [leg.from, leg.to].map((stop) => named(atlas.places[stop.place].name));
  return el('div', {}, el('b', {}, `${from} → ${to}`), el('div', {}, `${route.name}: ${legText(leg)}`), ...doubted(leg, 'div', { class: 'doubt' }));
}

// Draws what leads from one stop to another, as layers that come and go together.
function way(route, told, renderer) {
  const group = L.layerGroup();
  const line = [...told.from.turn, ...told.to.turn, ...(told.at ? [told.at] : [])];
  const kind = `${route.class}${told.planned ? ' planned' : ''}${told.doubts ? ' doubtful' : ''}`;
  const path = (className, draw, more) =>
    new Drawn(line, { renderer, lane: route.lane, draw, interactive: false, className: `${className} ${kind}`, ...more }).addTo(group);
  return { route, told, group, path };
}

function drawLeg(route, leg, renderer) {
  const drawn = way(route, leg, renderer);
  drawn.path('casing', curve, { interactive: true, weight: 8 }).bindTooltip(() => legTip(route, leg), { sticky: true });
  drawn.path('leg', curve, { weight: leg.planned ? 2.2 : leg.doubts ? 1.6 : 2.6, dashArray: leg.planned ? '0.1 6.5' : route.dash || null });
  drawn.path('arrow', arrow, { weight: 1.5, fill: true });
  return drawn;
}

function drawTick(route, crossing, renderer) {
  const drawn = way(route, crossing, renderer);
  drawn.path('tick-casing', tick, { weight: 5 });
  drawn.path('tick', tick, { weight: 2 });
  drawn.path('tick-hit', tick, { weight: 16, interactive: true }).bindPopup(() => crossingPopup(route, crossing), POPUP);
  return drawn;
}

function drawLines(map) {
  const renderer = L.svg({ padding: 0.6 });
  return atlas.routes.flatMap((route) => [
    ...route.legs.map((leg) => drawLeg(route, leg, renderer)),
    ...route.crossings.map((crossing) => drawTick(route, crossing, renderer)),
  ]);
}

const leads = ({ route, told }) => [told.from, told.to].every((stop) => shown({ kind: 'stop', told: stop, route }));

// What of the map lies under lines, and the middle of each leg, at this zoom.
function sampled(map, ways) {
  const lines = new Traces();
  const middles = new Map();
  for (const { route, told } of ways) {
    if (told.at) continue; // a tick
    const [a, b] = [told.from, told.to].map((stop) => lanePoint(map, stop, route));
    const c = control(a, b);
    const steps = Math.min(200, Math.ceil(a.distanceTo(b) / 6));
    for (let i = 1; i < steps; i++) lines.add(onCurve(a, c, b, i / steps));
    middles.set(told, { route, at: onCurve(a, c, b, 0.42), length: a.distanceTo(b) });
  }
  return { lines, middles };
}
