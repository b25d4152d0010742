// Elements from words. Nothing here takes markup: every word becomes a text node or an attribute.

export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== ''));
  return element;
}

export function button(words, attributes, onclick) {
  const made = el('button', { type: 'button', ...attributes }, words);
  made.addEventListener('click', onclick);
  return made;
}

// A field with its label around it.
export function field(words, input) {
  return el('label', { class: 'field' }, el('span', {}, words), input);
}

// Radio buttons under one heading: rows of [value, words, what belongs to it].
export function choice(name, words, rows) {
  const one = ([value, said, more], index) => el('div', { class: 'choice' },
    el('label', {}, el('input', { type: 'radio', name, value, checked: index === 0 }), ' ', said), more || '');
  return el('fieldset', {}, el('legend', {}, words), ...rows.map(one));
}

export const byId = (id) => document.getElementById(id);

const HOLDERS = 'summary, button';

// Puts other children into an element; where the keyboard was in it, it is at the same place again.
export function drawAnew(element, children) {
  const held = [...element.querySelectorAll(HOLDERS)].indexOf(document.activeElement);
  element.replaceChildren(...children);
  const holders = element.querySelectorAll(HOLDERS);
  if (held >= 0 && holders.length) holders[Math.min(held, holders.length - 1)].focus({ preventScroll: true });
}
