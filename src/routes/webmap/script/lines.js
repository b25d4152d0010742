// Legs, their arrowheads and the ticks of border crossings. A leg is a slight curve, so that several caravans on one
// way stay apart, and so that nobody takes it for a road.

const BENDS = [0, 0.5, -0.5, 1, -1];
const BEND = { share: 0.1, most: 26 }; // of the leg's length; pixels

// The control point of the curve from a to b.
function control(a, b, bend) {
  const across = L.point(a.y - b.y, b.x - a.x);
  const length = a.distanceTo(b) || 1;
  return a.add(b).divideBy(2).add(across.multiplyBy((2 * bend * Math.min(BEND.share * length, BEND.most)) / length));
}

function onCurve(a, c, b, t) {
  return a.multiplyBy((1 - t) ** 2).add(c.multiplyBy(2 * t * (1 - t))).add(b.multiplyBy(t * t));
}

// A path between two places that draws itself from their pixels.
const Drawn = L.Polyline.extend({
  _updatePath() {
    const [a, b, at] = this._rings[0] || [];
    const path = a && b ? this.options.draw(a, control(a, b, this.options.bend), b, at) : '';
    this._renderer._setPath(this, path || 'M0 0');
  },
});

const text = (point) => `${point.x.toFixed(1)} ${point.y.toFixed(1)}`;

function curve(a, c, b) {
  return `M${text(a)}Q${text(c)} ${text(b)}`;
}

function unit(a, b) {
  return b.subtract(a).divideBy(a.distanceTo(b) || 1);
}

function arrow(a, c, b) {
  if (a.distanceTo(b) < 42) return '';
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
  const side = L.point(-along.y, along.x).multiplyBy(7);
  const middle = onCurve(a, c, b, t);
  return `M${text(middle.add(side))}L${text(middle.subtract(side))}`;
}

const latlngs = (told) => told.places.map((index) => L.latLng(atlas.places[index].at));

function legTip(route, leg) {
  const [from, to] = leg.places.map((index) => atlas.places[index].name);
  const planned = leg.planned ? ', planned' : '';
  const doubts = (leg.doubts || []).map((doubt) => el('div', { class: 'doubt' }, doubt));
  return el('div', {}, el('b', {}, `${from} → ${to}`), el('div', {}, `${route.name}: ${leg.text}${planned}`), ...doubts);
}

function drawLegs(route, bend, renderer) {
  const group = L.layerGroup();
  for (const leg of route.legs) {
    const kind = `${route.class}${leg.planned ? ' planned' : ''}${leg.doubts ? ' doubtful' : ''}`;
    const path = (className, draw, more) =>
      new Drawn(latlngs(leg), { renderer, bend, draw, interactive: false, className: `${className} ${kind}`, ...more }).addTo(group);
    path('casing', curve, { interactive: true, weight: 8 }).bindTooltip(() => legTip(route, leg), { sticky: true });
    path('leg', curve, { weight: leg.planned || leg.doubts ? 1.8 : 3, dashArray: leg.planned ? '0.1 6' : route.dash || null });
    path('arrow', arrow, { weight: 1.5, fill: true });
  }
  return group;
}

function drawTicks(route, bend, renderer, popup) {
  const group = L.layerGroup();
  for (const crossing of route.crossings) {
    const line = [...latlngs(crossing), L.latLng(crossing.at)];
    const path = (className, weight, interactive) =>
      new Drawn(line, { renderer, bend, draw: tick, weight, interactive, className: `${className} ${route.class}` }).addTo(group);
    path('tick-casing', 6, false);
    path('tick', 2.5, false);
    path('tick-hit', 16, true).bindPopup(() => popup(route, crossing), POPUP);
  }
  return group;
}

// What of the map lies under lines, and the middle of each leg, at this zoom.
function sampled(map, routes) {
  const lines = new Traces();
  const middles = new Map();
  for (const { route, bend } of routes.filter((drawn) => !off.has(drawn.route.class))) {
    for (const leg of route.legs) {
      const [a, b] = latlngs(leg).map((at) => map.latLngToLayerPoint(at));
      const c = control(a, b, bend);
      const steps = Math.min(200, Math.ceil(a.distanceTo(b) / 6));
      for (let i = 1; i < steps; i++) {
        lines.add(onCurve(a, c, b, i / steps));
      }
      middles.set(leg, { at: onCurve(a, c, b, 0.42), length: a.distanceTo(b) });
    }
  }
  return { lines, middles };
}
