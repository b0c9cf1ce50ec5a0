// Elements without HTML text: what stands in a row is only ever text here, so nothing in it can become part of the page.

const SVG = 'http://www.w3.org/2000/svg';
const HANDLERS = ['onclick', 'onsubmit', 'oninput', 'onchange', 'onpointermove', 'onpointerleave'];

/** An element. Attributes that are null, undefined or false are left out; children may be nodes, texts, lists, or nothing. */
export function h(tag, attributes, ...children) {
  return built(document.createElement(tag), attributes, children);
}

/** An element of a picture. */
export function s(tag, attributes, ...children) {
  return built(document.createElementNS(SVG, tag), attributes, children);
}

function built(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (HANDLERS.includes(name)) {
      element[name] = value;
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...nodes(children));
  return element;
}

function nodes(children) {
  return children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false && child !== '')
    .map((child) => (child instanceof Node ? child : document.createTextNode(String(child))));
}

/**
 * Makes the content of an element equal to what is wanted and keeps what is equal already, so that focus, selection, scroll
 * and animations outlive an update. Children with a data-key are found again wherever they stood.
 */
export function fill(parent, ...wanted) {
  const keyed = new Map();
  for (const child of parent.children) {
    if (child.dataset.key) {
      keyed.set(child.dataset.key, child);
    }
  }
  let place = parent.firstChild;
  for (const want of nodes(wanted)) {
    const found = want.dataset?.key ? keyed.get(want.dataset.key) : place;
    if (found && isSameKind(found, want)) {
      if (found === place) {
        place = place.nextSibling;
      } else {
        parent.insertBefore(found, place);
      }
      update(found, want);
    } else {
      parent.insertBefore(want, place);
    }
  }
  while (place) {
    const next = place.nextSibling;
    place.remove();
    place = next;
  }
}

function isSameKind(found, want) {
  return found.nodeName === want.nodeName && (found.dataset?.key ?? null) === (want.dataset?.key ?? null);
}

function update(found, want) {
  if (found.nodeType === Node.TEXT_NODE) {
    if (found.data !== want.data) {
      found.data = want.data;
    }
    return;
  }
  for (const { name } of [...found.attributes]) {
    // Whether a disclosure is open is the reader's affair.
    if (!want.hasAttribute(name) && !(name === 'open' && found.nodeName === 'DETAILS')) {
      found.removeAttribute(name);
    }
  }
  for (const { name, value } of want.attributes) {
    if (found.getAttribute(name) !== value) {
      found.setAttribute(name, value);
    }
  }
  for (const handler of HANDLERS) {
    found[handler] = want[handler];
  }
  fill(found, ...want.childNodes);
}

const ICONS = {
  ok: 'M3.5 8.5l3 3 6-7',
  bad: 'M4 4l8 8M12 4l-8 8',
  warn: 'M8 4.2v4.6M8 11.4v.2',
  pause: 'M5.6 4v8M10.4 4v8',
  unknown: 'M5.9 6.1C6 3.6 10.2 3.7 10.1 6.2 10 7.8 8 7.8 8 9.4M8 11.8v.1',
  arrow: 'M3 8h10M9 4l4 4-4 4',
};

/** A small sign that goes with a word, never without one. */
export function icon(name) {
  return s('svg', { class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true' }, s('path', { d: ICONS[name] ?? ICONS.unknown }));
}

/** A word with its sign and colour: ok, bad, warn, pause or unknown. */
export function badge(kind, text, title) {
  return h('span', { class: `badge ${kind}`, title }, icon(kind), text);
}

/** A table that scrolls by itself where it is too wide. Columns: {name, number?}; rows: lists of cells, or {key, cells}. */
export function table(caption, columns, rows) {
  return h(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    h(
      'table',
      null,
      h('caption', { class: 'unseen' }, caption),
      h('thead', null, h('tr', null, columns.map((column) => h('th', { scope: 'col', class: column.number && 'number' }, column.name)))),
      h('tbody', null, rows.map((row) => line(columns, row))),
    ),
  );
}

function line(columns, row) {
  const cells = row.cells ?? row;
  return h(
    'tr',
    { 'data-key': row.key },
    cells.map((cell, i) =>
      i === 0 && columns[0].heads
        ? h('th', { scope: 'row' }, cell)
        : h('td', { class: columns[i].number ? 'number' : columns[i].class }, cell),
    ),
  );
}

/** What stands where nothing is to be shown yet. */
export function empty(title, text) {
  return h('div', { class: 'empty' }, h('p', { class: 'empty-title' }, title), text && h('p', null, text));
}

export function loading(what) {
  return h('p', { class: 'loading' }, h('span', { class: 'spinner', 'aria-hidden': 'true' }), `Loading ${what} …`);
}

/** Tells what went wrong, and offers to try again. */
export function failure(problem, again) {
  return h(
    'div',
    { class: 'notice bad', role: 'alert' },
    h('p', null, icon('bad'), h('strong', null, problem.title), ' ', problem.message),
    again && h('button', { type: 'button', onclick: again }, 'Try again'),
  );
}
