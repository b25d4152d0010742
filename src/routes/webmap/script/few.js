// Where stops are few, each has its elements from the start, and so has every row of the lists. (Else: many/.)

function makeScene(map) {
  sites.forEach((site) => drawSite(site, map));
  const ways = drawLines(map);
  return {
    isWhole: true,
    refresh() {
      for (const drawn of ways) leads(drawn) ? drawn.group.addTo(map) : drawn.group.remove();
      sites.forEach((site) => refresh(site, map));
    },
    seen: () => ({ marks: byWeight.filter((site) => site.visible), ways: ways.filter(leads) }),
  };
}

function rows(all, make) {
  return all.map(make);
}

function listOf(tag, all, make) {
  return el(tag, {}, ...all.map(make));
}

function suggest(input, options, names) {
  options.append(...names().map((name) => el('option', { value: name })));
}
