// What the reader chose, kept in the address: a link shows the same view. #lang=es&day=2018-10-21&off=clash&map=7/15.1/-92.3
// A page around this one may ask for one caravan, with the map on its way, and for the bare map: #caravan=2018-10-first&bare=1

const others = (id) => atlas.routes.map((route) => route.id).filter((other) => other !== id);

function readAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const lang = asked.get('lang') || new URLSearchParams(location.search).get('lang');
  const [zoom, lat, lon] = (asked.get('map') || '').split('/').map(Number);
  const caravan = routeOf.has(asked.get('caravan')) ? asked.get('caravan') : '';
  const known = (asked.get('day') || '').replace(/[^\d-]/g, '');
  return {
    lang: LANGUAGES.find((code) => code === lang),
    day: known && (DAYS.filter((day) => day <= known).pop() || DAYS[0]),
    caravan,
    bare: asked.get('bare') === '1',
    off: new Set([...(asked.get('off') || '').split(',').filter(Boolean), ...(caravan ? others(caravan) : [])]),
    view: [zoom, lat, lon].every(Number.isFinite) && asked.get('map') ? { zoom, at: [lat, lon] } : null,
  };
}

// In a page without an address of its own (srcdoc) nothing is kept.
function writeAddress(parts) {
  if (!/^(file|https?):$/.test(location.protocol)) return;
  const words = Object.entries(parts).filter(([, value]) => value).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  history.replaceState(null, '', [location.href.split('#')[0], ...words.length ? [words.join('&')] : []].join('#'));
}

function viewOf(map) {
  const { lat, lng } = map.getCenter();
  return `${Number(map.getZoom().toFixed(2))}/${lat.toFixed(3)}/${lng.toFixed(3)}`;
}
