// Lanes: where several caravans went the same way, their lines run side by side. A route's lane lies to one side of
// the straight way between its stops; at a stop it turns on the line that halves the angle.

const LANE = { step: 3.4, most: 15 }; // pixels: from lane to lane, and across all lanes
const BEND = { share: 0.05, most: 24 }; // of a leg's length; pixels: a curve is no road

atlas.routes.forEach((route, index, { length }) => {
  route.lane = (index - (length - 1) / 2) * Math.min(LANE.step, LANE.most / Math.max(1, length - 1));
  const bySeq = new Map(route.stops.map((stop) => [stop.seq, stop]));
  route.legs = route.legs.map(([start, end, km, days, { planned, doubts } = {}]) =>
    ({ start, end, km, days, planned, doubts, from: bySeq.get(start), to: bySeq.get(end) })); // all of one shape: there may be many
  const at = (stop) => atlas.places[stop.place].at;
  for (const stop of route.stops) stop.turn = [at(stop), at(stop), at(stop)]; // the stop before, itself, the next
  for (const isPlanned of [true, false]) {
    for (const { planned, from, to } of route.legs) {
      if (Boolean(planned) !== isPlanned) continue;
      from.turn[2] = at(to);
      to.turn[0] = at(from);
    }
  }
  for (const crossing of route.crossings) [crossing.from, crossing.to] = [bySeq.get(crossing.start), bySeq.get(crossing.end)];
});

function unit(a, b) {
  const length = a.distanceTo(b);
  return length ? b.subtract(a).divideBy(length) : L.point(0, 0);
}

// Where the lane passes a stop; all in pixels.
function laneAt([before, here, next], lane) {
  const [came, goes] = [unit(before, here), unit(here, next)];
  let along = unit(L.point(0, 0), came.add(goes));
  if (!along.x && !along.y) along = goes;
  const reach = lane / Math.max(0.6, along.x * goes.x + along.y * goes.y || 1);
  return here.add(L.point(-along.y, along.x).multiplyBy(reach));
}

function lanePoint(map, stop, route) {
  return laneAt(stop.turn.map((at) => map.latLngToLayerPoint(at)), route.lane);
}

// The control point of the curve from a to b.
function control(a, b) {
  const across = L.point(a.y - b.y, b.x - a.x);
  const length = a.distanceTo(b) || 1;
  return a.add(b).divideBy(2).add(across.multiplyBy((2 * Math.min(BEND.share * length, BEND.most)) / length));
}

function onCurve(a, c, b, t) {
  return a.multiplyBy((1 - t) ** 2).add(c.multiplyBy(2 * t * (1 - t))).add(b.multiplyBy(t * t));
}
