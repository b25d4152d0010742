// Before the map is made: who asks for less motion gets none of Leaflet's.

const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
const pan = L.Map.prototype.panBy;
L.Map.mergeOptions({ zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm, inertia: !calm });
if (calm) L.Map.include({ panBy(offset, options) { return pan.call(this, offset, { ...options, animate: false }); } });
