// The basemap: land, borders, units. All of it takes its colours from the style sheet.

// The numbers of a text: five bits to a character, the lowest first; the sign is the lowest bit of all.
function numbers(text) {
  const found = [];
  for (let i = 0, bits = 0, shift = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 63;
    bits |= (digit & 31) << shift;
    shift += 5;
    if (digit >= 32) continue;
    found.push(bits & 1 ? -((bits + 1) >> 1) : bits >> 1);
    bits = shift = 0;
  }
  return found;
}

function decoded(text) {
  const steps = numbers(text);
  const points = [];
  let x = 0;
  let y = 0;
  for (let i = 0; i < steps.length; i += 2) {
    x += steps[i];
    y += steps[i + 1];
    points.push([y / atlas.ground.scale, x / atlas.ground.scale]);
  }
  return points;
}

function drawGround(map) {
  map.createPane('ground').style.zIndex = 100; // below tiles
  const renderer = L.svg({ pane: 'ground', padding: 0.6 });
  const look = (className, more) => ({ renderer, className, pane: 'ground', interactive: false, smoothFactor: 0.7, ...more });
  const lines = (name) => atlas.ground[name].map(decoded);
  L.polygon(lines('land'), look('land', { weight: 1, fillRule: 'evenodd' })).addTo(map);
  L.polyline(lines('units'), look('units', { weight: 0.7 })).addTo(map);
  L.polyline(lines('borders'), look('borders', { weight: 1.2 })).addTo(map);
}
