// Elements from words. Nothing here takes markup: every word becomes a text node or an attribute.

const SVG = 'http://www.w3.org/2000/svg';

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== ''));
  return element;
}

function el(tag, attributes, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

function svg(tag, attributes, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

// A link where the address is a web page's, else the words alone.
function link(address, words, attributes) {
  if (!/^https?:\/\//i.test(address || '')) return el('span', { ...attributes }, words);
  return el('a', { ...attributes, href: address, target: '_blank', rel: 'noopener noreferrer' }, words);
}

function button(words, attributes, onclick) {
  const made = el('button', { type: 'button', ...attributes }, words);
  made.addEventListener('click', onclick);
  return made;
}
