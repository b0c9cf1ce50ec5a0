// The bridge as a live picture: a card for each database, the resolver between them, and what flows.
import { badge, fill, h, s } from './dom.js';
import { count, millis, plural, rate, typeName } from './format.js';
import { bridge, flowHealth, nodeHealth, rateOf } from './status.js';

const SIGNS = {
  api: 'M8 5l-5 7 5 7M16 5l5 7-5 7',
  redis: 'M13 2L5 13h6l-1 9 9-12h-6z',
  influxdb: 'M2 13h4l3-8 5 15 3-7h5',
};
const CYLINDER = 'M4 6c0-4 16-4 16 0v12c0 4-16 4-16 0zM4 6c0 4 16 4 16 0M4 12c0 4 16 4 16 0';

/** The picture. Its flows are drawn by {@link drawFlows} once the cards have their places. */
export function picture(status) {
  const [left, right] = sides(status.nodes ?? []);
  return h(
    'div',
    { class: 'bridge', 'data-key': 'bridge' },
    s('svg', { class: 'flows', 'aria-hidden': 'true', 'data-key': 'flows' }),
    h('ul', { class: 'side', 'aria-label': 'Databases, first side' }, left.map((node) => card(node, status))),
    resolver(status),
    h('ul', { class: 'side', 'aria-label': 'Databases, second side' }, right.map((node) => card(node, status))),
  );
}

/** Sources stand left, sinks right; what is both goes where fewer stand. */
function sides(nodes) {
  const left = nodes.filter((node) => node.direction === 'source');
  const right = nodes.filter((node) => node.direction === 'sink');
  for (const node of nodes.filter((each) => each.direction === 'both')) {
    (left.filter((each) => each.type !== 'api').length <= right.length ? left : right).push(node);
  }
  return [left.sort((a, b) => (a.type === 'api') - (b.type === 'api')), right];
}

function card(node, status) {
  const health = nodeHealth(node, status);
  return h(
    'li',
    { class: `card node ${health.kind}`, 'data-key': `node-${node.name}`, 'data-node': node.name, 'data-health': health.kind },
    h(
      'div',
      { class: 'node-head' },
      s('svg', { class: 'sign', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, s('path', { d: SIGNS[node.type] ?? CYLINDER })),
      h('div', null, h('h3', null, node.name), h('p', { class: 'soft' }, `${typeName(node.type)}${WAYS[node.direction] ? ` · ${WAYS[node.direction]}` : ''}`)),
      badge(health.kind, health.word),
    ),
    h('dl', { class: 'facts' }, facts(node)),
    health.reasons.map((reason) => h('p', { class: `reason ${health.kind}` }, reason)),
  );
}

const WAYS = { both: 'both ways', source: 'source', sink: 'sink' };

function facts(node) {
  const lag = node.lag ?? {};
  const counters = node.counters ?? {};
  return [
    counters.captured !== null && counters.captured !== undefined && fact('writes', rate(rateOf(node.name, 'captured')), 'rate'),
    counters.applied !== null && counters.applied !== undefined && fact('applied', rate(rateOf(node.name, 'applied')), 'rate'),
    lag.captured !== null && lag.captured !== undefined && fact('lag to resolver', count(lag.captured)),
    lag.resolved !== null && lag.resolved !== undefined && fact('lag from resolver', count(lag.resolved)),
    node.stalenessMillis !== null && node.stalenessMillis !== undefined && fact('staleness', staleness(node), node.stale ? 'alarming' : null),
    counters.refusals > 0 && fact('refused rows', count(counters.refusals)),
    counters.parked > 0 && fact('parked rows', count(counters.parked), 'alarming'),
  ];
}

function staleness(node) {
  const bounds = [
    node.bound?.maxMillis && `max. ${millis(node.bound.maxMillis)}`,
    node.bound?.maxVersions && `${count(node.bound.maxVersions)} versions`,
  ].filter(Boolean);
  return millis(node.stalenessMillis) + (bounds.length > 0 ? ` (${bounds.join(', ')})` : '');
}

function fact(name, value, kind) {
  return h('div', { class: kind }, h('dt', null, name), h('dd', null, value));
}

function resolver(status) {
  const runs = status.state === 'RUNNING';
  return h(
    'div',
    { class: `card hub ${runs ? 'ok' : 'warn'}`, 'data-key': 'hub' },
    h('div', { class: 'node-head' }, h('div', null, h('h3', null, 'Resolver'), h('p', { class: 'soft' }, 'orders and merges')), badge(runs ? 'ok' : 'warn', word(status.state))),
    h(
      'ul',
      { class: 'instances', 'aria-label': 'Instances' },
      (status.instances ?? []).map((instance) =>
        h(
          'li',
          null,
          h('span', { class: 'mono' }, instance.address.replace(/^https?:\/\//, '')),
          h('span', { class: 'soft' }, plural(instance.partitions, 'partition') + (instance.standbys > 0 ? `, ${plural(instance.standbys, 'copy', 'copies')}` : '')),
        ),
      ),
    ),
    (status.entities ?? []).length > 0 &&
      h(
        'ul',
        { class: 'instances', 'aria-label': 'Entities' },
        status.entities.map((entity) =>
          h('li', null, h('a', { href: `#/records/${encodeURIComponent(entity.name)}` }, entity.name), h('span', { class: 'soft' }, `${count(entity.resolved)} results`)),
        ),
      ),
  );
}

function word(state) {
  const text = String(state ?? 'unknown').toLowerCase().replaceAll('_', ' ');
  return text[0].toUpperCase() + text.slice(1);
}

/** Draws what flows between the cards as they stand now. */
export function drawFlows(root) {
  const svg = root.querySelector('.flows');
  const hub = root.querySelector('.hub');
  if (!svg || !hub || !bridge.status) {
    return;
  }
  const frame = svg.parentElement.getBoundingClientRect();
  const narrow = getComputedStyle(svg.parentElement).gridTemplateColumns.split(' ').length === 1;
  const middle = place(hub, frame);
  const nodes = new Map((bridge.status.nodes ?? []).map((node) => [node.name, node]));
  svg.setAttribute('viewBox', `0 0 ${frame.width} ${frame.height}`);
  const cards = [...root.querySelectorAll('.node')];
  fill(
    svg,
    cards.flatMap((element) => {
      const node = nodes.get(element.dataset.node);
      const side = element.parentElement === svg.nextElementSibling ? 'left' : 'right';
      const peers = cards.filter((other) => other.parentElement === element.parentElement);
      // Where it meets the resolver: one behind the other, so that flows do not cross.
      const share = (peers.indexOf(element) + 1) / (peers.length + 1);
      const ways = { source: ['out'], sink: ['in'] }[node?.direction] ?? ['out', 'in'];
      return node
        ? ways.map((way, i) => {
            const shift = ways.length === 1 ? 0 : i === 0 ? -11 : 11;
            return flow(node, way, narrow ? bus(place(element, frame), middle, shift) : span(place(element, frame), middle, side, share, shift), narrow);
          })
        : [];
    }),
  );
}

function place(element, frame) {
  const box = element.getBoundingClientRect();
  return { left: box.left - frame.left, right: box.right - frame.left, top: box.top - frame.top, height: box.height, middle: box.top - frame.top + box.height / 2 };
}

/** From a card to the resolver across the gap between them. */
function span(card, hub, side, share, shift) {
  const from = side === 'left' ? card.right : card.left;
  const to = side === 'left' ? hub.left : hub.right;
  const y = card.middle + shift;
  const end = hub.top + hub.height * share + shift;
  const half = (from + to) / 2;
  // Two flows of one card have their signs one after the other.
  const t = shift === 0 ? 0.5 : shift < 0 ? 0.27 : 0.7;
  return { points: [from, y, half, y, half, end, to, end], label: [bezier(from, half, half, to, t), bezier(y, y, end, end, t)] };
}

function bezier(a, b, c, d, t) {
  const u = 1 - t;
  return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
}

/** Where cards stand above each other: around their left edges. */
function bus(card, hub, shift) {
  const x = 14 + shift / 2;
  const y = card.middle + shift;
  const end = hub.middle + shift;
  return { points: [card.left, y, x, y, x, end, hub.left, end], label: null };
}

function flow(node, way, { points, label }, narrow) {
  const { kind, word: says } = flowHealth(node, way);
  const speed = rateOf(node.name, way === 'out' ? 'captured' : 'applied');
  const [x1, y1, c1, d1, c2, d2, x2, y2] = points;
  const forth = narrow ? `M${x1} ${y1}L${c1} ${d1}L${c2} ${d2}L${x2} ${y2}` : `M${x1} ${y1}C${c1} ${d1} ${c2} ${d2} ${x2} ${y2}`;
  const back = narrow ? `M${x2} ${y2}L${c2} ${d2}L${c1} ${d1}L${x1} ${y1}` : `M${x2} ${y2}C${c2} ${d2} ${c1} ${d1} ${x1} ${y1}`;
  const path = way === 'out' ? forth : back;
  const pace = kind !== 'ok' ? 'halted' : !speed ? 'idle' : speed < 10 ? 'slow' : speed < 300 ? 'brisk' : 'fast';
  const [tipX, tipY, towards] = way === 'out' ? [x2, y2, x2 > c2 ? 1 : -1] : [x1, y1, x1 > c1 ? 1 : -1];
  return s(
    'g',
    { class: `flow ${kind} ${pace}`, 'data-key': `${node.name}-${way}` },
    s('path', { class: 'rail', d: path }),
    s('path', { class: 'stream', d: path }),
    s('path', { class: 'tip', d: `M${tipX - 8 * towards} ${tipY - 4.5}L${tipX - towards} ${tipY}L${tipX - 8 * towards} ${tipY + 4.5}` }),
    label && tag(says ?? rate(speed), label),
  );
}

/** How fast, in the middle of the flow; or what holds it. */
function tag(text, [x, y]) {
  if (text === '–') {
    return null;
  }
  const width = 18 + text.length * 6.6;
  return s(
    'g',
    { class: 'tag', transform: `translate(${x} ${y})` },
    s('rect', { x: -width / 2, y: -10, width, height: 20, rx: 10 }),
    s('text', { y: 4, 'text-anchor': 'middle' }, text),
  );
}

/** What needs somebody, in words; empty when all is well. */
export function troubles(status) {
  const troubles = [];
  for (const node of status.nodes ?? []) {
    const health = nodeHealth(node, status);
    if (['bad', 'warn', 'pause'].includes(health.kind)) {
      troubles.push({ kind: health.kind, text: `${node.name} is ${health.word.toLowerCase()}.` });
    }
  }
  if (status.state !== 'RUNNING') {
    troubles.push({ kind: 'warn', text: `The resolver is ${word(status.state).toLowerCase()}.` });
  }
  for (const problem of status.problems ?? []) {
    troubles.push({ kind: 'warn', text: problem });
  }
  return troubles.sort((a, b) => (b.kind === 'bad') - (a.kind === 'bad'));
}

