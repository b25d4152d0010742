// The key: what each line and sign means, and the switches.

function sample(...shapes) {
  return svg('svg', { viewBox: '0 0 44 16', width: 44, height: 16, 'aria-hidden': 'true' }, ...shapes);
}

function line(kind, width, dash) {
  return svg('path', { d: 'M2 8H42', class: `leg ${kind}`, 'stroke-width': width, 'stroke-dasharray': dash || 'none' });
}

// The arrow at its end, where it hides nothing of the dash.
function swatch(route) {
  return svg('svg', { viewBox: '0 0 54 16', width: 54, height: 16, 'aria-hidden': 'true' },
    line(route.class, 3, route.dash), svg('path', { d: 'M53 8 43 3l2.6 5L43 13z', class: `arrow ${route.class}` }));
}

function switchRow(group, picture, words, count, changed) {
  const box = el('input', { type: 'checkbox' });
  box.checked = !off.has(group);
  box.addEventListener('change', () => {
    if (box.checked) off.delete(group);
    else off.add(group);
    changed();
  });
  return el('label', { class: 'switch' }, box, picture, el('span', { class: 'name' }, words), count && el('span', { class: 'count' }, count));
}

function routeSwitches(changed) {
  const days = (route) => el('span', { class: 'count' }, period([...route.stops, ...route.areas], 'short') || say('noDay'));
  const row = (route) => switchRow(route.id, swatch(route), [route.name, days(route)], '', changed);
  return atlas.routes.length ? el('fieldset', {}, el('legend', {}, say('caravans')), ...rows(atlas.routes, row)) : '';
}

function eventSwitches(changed) {
  const rows = TYPES.map((type) => atlas.events.filter((event) => event.type === type)).filter((events) => events.length).map((events) => {
    const picture = eventBadge([{ told: { type: events[0].type } }]);
    return switchRow(events[0].type, picture, eventName(events[0]), number(events.length), changed);
  });
  return rows.length ? el('fieldset', { class: 'types' }, el('legend', {}, say('events')), ...rows) : '';
}

function areaSign(route) {
  const look = { class: `area ${route ? route.class : 'any'}`, d: 'M4 4 11 2 20 5 19 14 9 14z', 'stroke-width': 1.4, 'stroke-dasharray': '3 2' };
  return svg('svg', { class: 'region', viewBox: '0 0 23 16', width: 23, height: 16, 'aria-hidden': 'true' }, svg('path', look));
}

function signs() {
  const stop = (state) => el('span', { class: `badge stop any ${state}` }, '3');
  const rows = [
    [stop(''), 'stop'],
    [el('span', { class: 'point any' }), 'dot'],
    [stop('planned'), 'planned'],
    [stop('hollow'), 'hollow'],
    [areaSign(), 'area'],
    [sample(line('any planned', 2.2, '0.1 6.5')), 'plannedLeg'],
    [el('span', { class: 'queried' }, sample(line('any', 1.6)), el('span', { class: 'query-sign any' }, '?')), 'doubtful'],
    [sample(line('any', 3), svg('path', { d: 'M22 1V15', class: 'tick any', 'stroke-width': 2 })), 'crossing'],
  ];
  const list = rows.map(([picture, words]) => el('div', {}, el('dt', {}, picture), el('dd', {}, say(`sign-${words}`))));
  return el('details', { class: 'signs' }, el('summary', {}, say('signs')), el('dl', {}, ...list));
}
