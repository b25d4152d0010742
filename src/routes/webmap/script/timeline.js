// The timeline: shows what was reported up to a day, and what happened on it. Off until the reader asks for it.

const DAYS = [...new Set([...atlas.routes.flatMap((route) => route.stops), ...atlas.events].map(firstDay))].filter(Boolean).sort();
const BEAT = 1300; // milliseconds for a day
const MOST_TOLD = 50;

// What is reported for the day, as a sentence for each; its date stands above them.
function toldOn(day) {
  const said = (mark, what) => say('told', { place: mark.place ? named(mark.place.name) : say('noPlace'), what });
  const stops = atlas.routes.flatMap((route) => route.stops.filter((stop) => firstDay(stop) === day).map((stop) => markOf('stop', stop, route)));
  const events = atlas.events.filter((event) => firstDay(event) === day).map((event) => markOf('event', event));
  const marks = [...events, ...stops].filter(shown);
  const what = ({ kind, told, route }) => (kind === 'event' ? eventName(told) : `${route.name}, ${say(told.status)}`);
  const first = marks.slice(0, MOST_TOLD).map((mark) => said(mark, what(mark)));
  return marks.length > MOST_TOLD ? [...first, say('more', { n: marks.length - MOST_TOLD })] : first;
}

function makeTimeline(changed) {
  const parts = {
    toggle: button('', { class: 'switch-time' }, () => set(clock.day ? '' : DAYS[0])),
    earlier: button('‹', {}, () => step(-1)),
    play: button('', { class: 'play' }, () => (timer ? stop() : play())),
    later: button('›', {}, () => step(1)),
    range: el('input', { type: 'range', min: 0, max: Math.max(0, DAYS.length - 1), step: 1 }),
    told: el('p', { class: 'day', role: 'log', tabindex: '0' }),
  };
  const box = el('div', { class: 'time' }, parts.toggle, el('div', { class: 'controls' }, parts.earlier, parts.play, parts.later, parts.range), parts.told);
  let timer = 0;

  function stop() {
    clearInterval(timer);
    timer = 0;
    write();
  }

  function play() {
    if (clock.day === DAYS[DAYS.length - 1]) set(DAYS[0]);
    timer = setInterval(() => (clock.day === DAYS[DAYS.length - 1] ? stop() : step(1)), calm ? 2 * BEAT : BEAT);
    write();
  }

  function step(by) {
    set(DAYS[Math.min(DAYS.length - 1, Math.max(0, DAYS.indexOf(clock.day) + by))]);
  }

  function set(day) {
    clock.day = day;
    if (!day) stop();
    changed();
  }

  // The words and the state of the parts; called whenever the day or the language changed.
  function write() {
    const day = clock.day;
    box.classList.toggle('on', Boolean(day));
    parts.toggle.textContent = say('timeline');
    parts.toggle.setAttribute('aria-pressed', String(Boolean(day)));
    for (const key of ['earlier', 'later']) parts[key].setAttribute('aria-label', say(key));
    parts.play.textContent = say(timer ? 'pause' : 'play');
    for (const part of [parts.range, parts.told]) part.setAttribute('aria-label', say('dayShown'));
    parts.range.value = String(Math.max(0, DAYS.indexOf(day)));
    parts.range.setAttribute('aria-valuetext', day ? date(day) : '');
    parts.told.replaceChildren(...(day ? [el('b', {}, date(day)), ...toldOn(day).map((words) => el('span', {}, words))] : []));
  }

  parts.range.addEventListener('input', () => set(DAYS[Number(parts.range.value)]));
  return { box, write };
}
