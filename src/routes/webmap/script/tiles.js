// Tiles of a server, between the outlines and the routes. Where they do not come, the outlines are still there.

function drawTiles(map) {
  const { url, attribution } = atlas.tiles;
  const layer = L.tileLayer(url, { maxZoom: 19, referrerPolicy: 'strict-origin-when-cross-origin' });
  layer.on('tileload', () => map.getContainer().classList.add('tiled'));
  layer.addTo(map);
  new Corner(el('p', { class: 'credit' }, attribution), 'bottomright').addTo(map);
}
