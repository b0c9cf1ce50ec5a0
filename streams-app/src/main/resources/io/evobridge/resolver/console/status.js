// What the page knows of the bridge: the status, asked every two seconds while somebody looks, and what its counters did.
import { get } from './api.js';

const INTERVAL_MILLIS = 2_000;
const KEPT_SAMPLES = 300;
/** Over so much time a rate is taken: long enough to be calm, short enough to be live. */
const RATE_MILLIS = 6_000;

export const bridge = {
  /** The last answer; null before the first. It stays when the resolver goes away. */
  status: null,
  /** Why the last question had no answer; null where it had one. */
  problem: null,
  answeredAt: null,
  /** Oldest first: {time, counters: node → counters, latency: entity → latency}. */
  samples: [],
};

let timer = null;
let asking = false;
let told = () => {};

/** Begins to ask; whoever listens is told after every answer. */
export function watch(listener) {
  told = listener;
  document.addEventListener('visibilitychange', () => {
    clearTimeout(timer);
    if (!document.hidden) {
      poll();
    }
  });
  poll();
}

/** Asks now. */
export async function poll() {
  clearTimeout(timer);
  if (asking) {
    return;
  }
  asking = true;
  try {
    take(await get('/status'));
  } catch (problem) {
    bridge.problem = problem;
  } finally {
    asking = false;
  }
  if (!document.hidden) {
    timer = setTimeout(poll, INTERVAL_MILLIS);
  }
  told();
}

function take(status) {
  bridge.status = status;
  bridge.problem = null;
  bridge.answeredAt = Date.now();
  const time = status.sampledAt ? Date.parse(status.sampledAt) : Date.now();
  const last = bridge.samples.at(-1);
  if (last && last.time >= time) {
    return;
  }
  bridge.samples.push({
    time,
    counters: Object.fromEntries((status.nodes ?? []).map((node) => [node.name, node.counters ?? {}])),
    latency: Object.fromEntries((status.entities ?? []).map((entity) => [entity.name, entity.latency ?? null])),
  });
  bridge.samples.splice(0, bridge.samples.length - KEPT_SAMPLES);
}

/** How fast a node's counter grows, per second; null where that is not known. After a restart of the counter it is 0. */
export function rateOf(node, counter, samples = bridge.samples) {
  const last = samples.at(-1);
  const before = samples.findLast((sample) => last.time - sample.time >= RATE_MILLIS) ?? samples[0];
  const now = last?.counters[node]?.[counter];
  const then = before?.counters[node]?.[counter];
  if (typeof now !== 'number' || typeof then !== 'number' || last.time <= before.time) {
    return null;
  }
  return (Math.max(0, now - then) * 1000) / (last.time - before.time);
}

/** The rates of a counter over all nodes, one for each sample. */
export function rateCourse(counter) {
  const nodes = (bridge.status?.nodes ?? []).map((node) => node.name);
  return bridge.samples.map((sample, i) => ({
    time: sample.time,
    value: sum(nodes.map((node) => rateOf(node, counter, bridge.samples.slice(Math.max(0, i - 5), i + 1)))),
  }));
}

/** Of the known ones; null where none is known. */
export function sum(numbers) {
  const known = numbers.filter((number) => typeof number === 'number');
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0);
}

const STOPPED = ['FAILED', 'MISSING', 'STOPPED', 'UNASSIGNED', 'DESTROYED'];

/** Whether a connector moves data: {kind, word, reason}. */
export function connectorHealth(connector) {
  const states = [connector.state, ...(connector.tasks ?? [])];
  const broken = states.find((state) => STOPPED.includes(state));
  if (broken) {
    return { kind: 'bad', word: broken.toLowerCase(), reason: connector.reason ?? null };
  }
  if (states.includes('PAUSED')) {
    return { kind: 'pause', word: 'paused', reason: null };
  }
  if (connector.state === 'RUNNING' && connector.tasks?.length === 0) {
    return { kind: 'warn', word: 'without a task', reason: null };
  }
  return states.every((state) => state === 'RUNNING')
    ? { kind: 'ok', word: 'running', reason: null }
    : { kind: 'warn', word: states.find((state) => state !== 'RUNNING').toLowerCase(), reason: null };
}

/** How a node is: {kind, word, reasons}; the worst thing first. */
export function nodeHealth(node, status = bridge.status) {
  const connectors = (status?.connectors ?? []).filter((connector) => connector.node === node.name);
  const unwell = connectors
    .map((connector) => ({ connector, health: connectorHealth(connector) }))
    .filter(({ health }) => health.kind !== 'ok');
  const reasons = together(unwell);
  if (unwell.some(({ health }) => health.kind === 'bad')) {
    return { kind: 'bad', word: 'Broken', reasons };
  }
  if (node.stale) {
    return { kind: 'bad', word: 'Stale', reasons: ['It is behind its bound; new writes meant for it are refused until it has caught up.', ...reasons] };
  }
  if (unwell.some(({ health }) => health.kind === 'pause')) {
    return { kind: 'pause', word: 'Paused', reasons };
  }
  if (unwell.length > 0) {
    return { kind: 'warn', word: 'Not settled', reasons };
  }
  if (node.backpressure) {
    return { kind: 'warn', word: 'Held back', reasons: ['Too many changes are in flight: capture waits, the database’s own log is the queue.'] };
  }
  if (connectors.length > 0 || node.type === 'api') {
    return { kind: 'ok', word: 'Healthy', reasons };
  }
  return { kind: 'unknown', word: 'Not watched', reasons: ['No connector is known; resolver.connect.url tells the resolver where they are.'] };
}

/** One sentence for all connectors that have the same to say. */
function together(unwell) {
  const names = new Map();
  for (const { connector, health } of unwell) {
    const says = health.word + (health.reason ? `. ${health.reason}` : '');
    names.set(says, [...(names.get(says) ?? []), connector.name]);
  }
  return [...names].map(([says, connectors]) => `${connectors.join(', ')}: ${says}`);
}

/** Whether something moves from or to a node: {kind, word}; the word is null where the rate tells enough. */
export function flowHealth(node, direction, status = bridge.status) {
  const kinds = (status?.connectors ?? [])
    .filter((connector) => connector.node === node.name && isSource(connector, status) === (direction === 'out'))
    .map((connector) => connectorHealth(connector).kind);
  if (kinds.includes('bad')) {
    return { kind: 'bad', word: 'stopped' };
  }
  if (direction === 'in' && node.stale) {
    return { kind: 'bad', word: 'behind' };
  }
  if (kinds.includes('pause')) {
    return { kind: 'pause', word: 'paused' };
  }
  if (direction === 'out' && node.backpressure) {
    return { kind: 'warn', word: 'held back' };
  }
  return kinds.includes('warn') ? { kind: 'warn', word: 'not settled' } : { kind: 'ok', word: null };
}

/** A source has one connector, named after the node alone; sinks have one for each entity. */
function isSource(connector, status) {
  return connector.name === `${status.bridge}-${connector.node}`;
}
