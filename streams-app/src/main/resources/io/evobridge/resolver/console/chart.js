// Charts of the last minutes, drawn from what was polled.
import { fill, h, s } from './dom.js';
import { millis } from './format.js';

/** Minutes that a chart shows: as many as are known, in round numbers. */
const SPANS = [1, 2, 5, 10];
const HEIGHT = 190;
const PAD = { left: 52, right: 70, top: 14, bottom: 26 };

/**
 * Median and 99th percentile of an entity's latency.
 *
 * @param samples oldest first: {time, latency: entity → {p50Millis, p99Millis, count} or null}
 */
export function latencyChart(entity, samples, width) {
  const points = samples.map((sample) => ({ time: sample.time, ...(sample.latency[entity] ?? {}) }));
  const last = points.findLast((point) => point.p50Millis !== undefined && point.p50Millis !== null);
  const now = points.at(-1)?.time ?? Date.now();
  const current = points.at(-1)?.p50Millis !== undefined ? last : null;
  const top = nice(Math.max(1, ...points.map((point) => point.p99Millis ?? 0)));
  const minutes = SPANS.find((span) => now - (points[0]?.time ?? now) <= span * 60_000) ?? SPANS.at(-1);
  const x = (time) => PAD.left + ((time - now + minutes * 60_000) / (minutes * 60_000)) * (width - PAD.left - PAD.right);
  const y = (value) => HEIGHT - PAD.bottom - (value / top) * (HEIGHT - PAD.top - PAD.bottom);
  const spoken = current
    ? `Latency of ${entity} from commit to resolved, now: median ${millis(current.p50Millis)}, 99th percentile ${millis(current.p99Millis)}, of ${current.count} writes in two minutes.`
    : `Latency of ${entity}: nothing was written in the last two minutes.`;
  return h(
    'figure',
    { class: 'card chart', 'data-key': `chart-${entity}` },
    h(
      'figcaption',
      null,
      h('h3', null, entity),
      h(
        'p',
        { class: 'legend' },
        h('span', { class: 'key p50' }, 'p50 ', h('b', null, millis(current?.p50Millis))),
        h('span', { class: 'key p99' }, 'p99 ', h('b', null, millis(current?.p99Millis))),
      ),
    ),
    s(
      'svg',
      {
        viewBox: `0 0 ${width} ${HEIGHT}`,
        role: 'img',
        'aria-label': spoken,
        onpointermove: (event) => point(event, points, x, y, width),
        onpointerleave: (event) => fill(event.currentTarget.querySelector('.cross')),
      },
      [0, 0.5, 1].map((share) =>
        s(
          'g',
          { class: 'grid' },
          s('path', { d: `M${PAD.left} ${y(top * share)}H${width - PAD.right}` }),
          s('text', { x: PAD.left - 8, y: y(top * share) + 4, 'text-anchor': 'end' }, millis(top * share)),
        ),
      ),
      (width < 420 ? [1, 0] : [1, 0.5, 0]).map((share) =>
        s('text', { class: 'axis', x: x(now - share * minutes * 60_000), y: HEIGHT - 6, 'text-anchor': share === 1 ? 'start' : 'middle' }, share === 0 ? 'now' : `${millis(share * minutes * 60_000).replace(/ 0 s$/, '')} ago`),
      ),
      s('path', { class: 'band', d: area(points, x, y) }),
      s('path', { class: 'line p99', d: line(points, 'p99Millis', x, y) }),
      s('path', { class: 'line p50', d: line(points, 'p50Millis', x, y) }),
      current && labels(current, x, y),
      s('g', { class: 'cross' }),
      !last && s('text', { class: 'nothing', x: width / 2, y: HEIGHT / 2 - 18, 'text-anchor': 'middle' }, 'nothing was resolved yet'),
    ),
  );
}

function labels(current, x, y) {
  // Kept apart where the lines meet.
  const low = y(current.p50Millis);
  const high = Math.min(y(current.p99Millis), low - 14);
  const place = x(current.time) + 8;
  return [
    s('text', { class: 'end p99', x: place, y: high + 4 }, `p99 ${millis(current.p99Millis)}`),
    s('text', { class: 'end p50', x: place, y: low + 4 }, `p50 ${millis(current.p50Millis)}`),
  ];
}

function line(points, field, x, y) {
  let pen = 'M';
  let path = '';
  for (const point of points) {
    const value = point[field];
    if (value === undefined || value === null) {
      pen = 'M';
    } else if (x(point.time) >= PAD.left) {
      path += `${pen}${x(point.time).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = 'L';
    }
  }
  return path;
}

/** Between the two lines. */
function area(points, x, y) {
  const known = points.filter((point) => typeof point.p99Millis === 'number' && x(point.time) >= PAD.left);
  if (known.length < 2) {
    return '';
  }
  const upper = known.map((point) => `${x(point.time).toFixed(1)} ${y(point.p99Millis).toFixed(1)}`);
  const lower = known.toReversed().map((point) => `${x(point.time).toFixed(1)} ${y(point.p50Millis).toFixed(1)}`);
  return `M${[...upper, ...lower].join('L')}Z`;
}

/** Shows the figures at the pointer. */
function point(event, points, x, y, width) {
  const svg = event.currentTarget;
  const box = svg.getBoundingClientRect();
  const at = ((event.clientX - box.left) / box.width) * width;
  const known = points.filter((each) => typeof each.p50Millis === 'number');
  if (known.length === 0) {
    return;
  }
  const nearest = known.reduce((a, b) => (Math.abs(x(b.time) - at) < Math.abs(x(a.time) - at) ? b : a));
  const left = x(nearest.time);
  const text = `${new Date(nearest.time).toLocaleTimeString('en-GB')}  p50 ${millis(nearest.p50Millis)}  p99 ${millis(nearest.p99Millis)}`;
  fill(
    svg.querySelector('.cross'),
    s('path', { d: `M${left} ${PAD.top}V${HEIGHT - PAD.bottom}` }),
    s('circle', { cx: left, cy: y(nearest.p50Millis), r: 3.5 }),
    s('circle', { cx: left, cy: y(nearest.p99Millis), r: 3.5 }),
    s('text', { x: Math.min(Math.max(left, PAD.left + 110), width - 120), y: 11, 'text-anchor': 'middle' }, text),
  );
}

/** The next round number. */
function nice(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 5, 8, 10].map((step) => step * power).find((step) => step >= value);
}

/** A course of one figure, without axes. */
export function spark(points) {
  const known = points.filter((each) => typeof each.value === 'number').slice(-90);
  if (known.length < 2) {
    return null;
  }
  const top = Math.max(1, ...known.map((each) => each.value));
  const x = (i) => (100 * i) / (known.length - 1);
  const path = known.map((each, i) => `${x(i).toFixed(1)} ${(22 - (each.value / top) * 20).toFixed(1)}`).join('L');
  return s(
    'svg',
    { class: 'spark', viewBox: '0 0 100 24', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    s('path', { class: 'spark-area', d: `M0 24L${path}L100 24Z` }),
    s('path', { class: 'spark-line', d: `M${path}` }),
  );
}
