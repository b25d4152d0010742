// On paper everything is unfolded, and the map is as wide as the sheet.
function mindPrinter(map) {
  const folds = new Set();
  addEventListener('beforeprint', () => {
    for (const fold of document.querySelectorAll('details:not([open])')) {
      folds.add(fold);
      if (fold.unfold) fold.unfold();
      else fold.open = true;
    }
  });
  addEventListener('afterprint', () => {
    folds.forEach((fold) => { fold.open = false; });
    folds.clear();
  });
  matchMedia('print').addEventListener('change', () => {
    const seen = map.getBounds();
    map.invalidateSize({ animate: false });
    if (seen.contains(atlas.view)) show(map);
    else map.fitBounds(seen, { animate: false });
  });
}
