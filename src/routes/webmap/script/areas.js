// A state or department that was reported without a town: a region, in the colour of the caravan, while it is chosen.
// All at once they would cover the lines; a whole country says no more than its name.

const area = { drawn: null };

function clearArea() {
  if (area.drawn) area.drawn.remove();
  area.drawn = null;
}

function chooseArea(map, { place, route }) {
  map.closePopup();
  clearArea();
  showChart();
  const look = { className: `area ${route ? route.class : 'any'}`, weight: 1.6, dashArray: '5 3.5', interactive: false, smoothFactor: 0.7 };
  area.drawn = L.polygon(decoded(place.outline), look).addTo(map);
  const box = area.drawn.getBounds();
  area.drawn.bindTooltip(say('somewhere', { place: named(place.name) }), { permanent: true, direction: 'top' });
  area.drawn.openTooltip([box.getNorth(), box.getCenter().lng]); // above it, not on what lies in it
  map.fitBounds(box, { paddingTopLeft: [30, 50], paddingBottomRight: [30, 20], maxZoom: 8, animate: false });
}
