// The key: what each line and sign means, and the switches.

function swatch(route) {
  const line = svg('path', { d: 'M2 8H42', class: `leg ${route.class}`, 'stroke-width': 3, 'stroke-dasharray': route.dash || 'none' });
  const head = svg('path', { d: 'M28 8 18 3l2.6 5L18 13z', class: `arrow ${route.class}` });
  return svg('svg', { viewBox: '0 0 44 16', width: 44, height: 16, 'aria-hidden': 'true' }, line, head);
}

function sample(...shapes) {
  return svg('svg', { viewBox: '0 0 44 16', width: 44, height: 16, 'aria-hidden': 'true' }, ...shapes);
}

function switchRow(group, picture, words, count, changed) {
  const box = el('input', { type: 'checkbox', checked: true });
  box.addEventListener('change', () => {
    if (box.checked) off.delete(group);
    else off.add(group);
    changed();
  });
  return el('label', { class: 'switch' }, box, picture, el('span', { class: 'name' }, words), el('span', { class: 'count' }, count));
}

function routeSwitches(changed) {
  const rows = atlas.routes.map((route) => switchRow(route.class, swatch(route), route.name, route.period || 'no date', changed));
  return rows.length ? el('fieldset', {}, el('legend', {}, 'Caravans'), ...rows) : '';
}

function eventSwitches(changed) {
  const types = Object.keys(atlas.eventTypes).filter((type) => atlas.events.some((event) => event.type === type));
  const rows = types.map((type) => {
    const count = atlas.events.filter((event) => event.type === type).length;
    return switchRow(type, badge({ kind: 'event', told: { type } }), atlas.eventTypes[type], String(count), changed);
  });
  return rows.length ? el('fieldset', { class: 'types' }, el('legend', {}, 'Border events'), ...rows) : '';
}

function signs() {
  const stop = (state) => el('span', { class: `badge stop any ${state}` }, '3');
  const leg = (kind, dash) => sample(svg('path', { d: 'M2 8H42', class: `leg any ${kind}`, 'stroke-width': 1.8, 'stroke-dasharray': dash }));
  const rows = [
    [stop(''), 'Stop, in the order of the reports'],
    [stop('planned'), 'Stop that was planned'],
    [stop('hollow'), 'Place found by a geocoder, not reviewed'],
    [leg('planned', '0.1 6'), 'Planned leg'],
    [el('span', { class: 'queried' }, leg('doubtful', 'none'), el('span', { class: 'query-sign any' }, '?')), 'Doubtful leg'],
    [sample(svg('path', { d: 'M2 8H42', class: 'leg any', 'stroke-width': 3 }), svg('path', { d: 'M22 1V15', class: 'tick any', 'stroke-width': 2.5 })), 'Crossing of a border'],
  ];
  const list = rows.map(([picture, words]) => el('div', {}, el('dt', {}, picture), el('dd', {}, words)));
  return el('details', { class: 'signs' }, el('summary', {}, 'What the signs mean'), el('dl', {}, ...list));
}
