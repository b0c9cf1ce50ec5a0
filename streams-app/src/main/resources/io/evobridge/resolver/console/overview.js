// The first page: the bridge as it is now.
import { latencyChart, spark } from './chart.js';
import { empty, h, icon, loading } from './dom.js';
import { count, millis, plural, rate } from './format.js';
import { drawFlows, picture, troubles } from './picture.js';
import { bridge, rateCourse, sum } from './status.js';

const TWO_COLUMNS_PIXELS = 900;

export function open() {
  return { title: 'Overview', render, drawn: drawFlows };
}

function render() {
  const status = bridge.status;
  if (!status) {
    return [h('h1', { tabindex: '-1' }, 'Overview'), !bridge.problem && loading('the bridge')];
  }
  return [
    headline(status),
    tiles(status),
    h('section', { 'aria-labelledby': 'picture-title' }, h('h2', { id: 'picture-title' }, 'What flows'), picture(status)),
    h('section', { 'aria-labelledby': 'latency-title' }, h('h2', { id: 'latency-title' }, 'Latency', h('span', { class: 'soft' }, 'from commit to resolved, over two minutes each')), charts(status)),
    connectors(status),
  ];
}

function headline(status) {
  if (bridge.problem) {
    return h(
      'div',
      { class: 'headline unknown' },
      h('span', { class: 'headline-sign' }, icon('unknown')),
      h('div', null, h('h1', { tabindex: '-1' }, 'What was known last'), h('p', { class: 'soft' }, `The bridge goes on without this page; its state is not known since ${new Date(bridge.answeredAt).toLocaleTimeString('en-GB')}.`)),
    );
  }
  const found = troubles(status);
  const worst = found[0]?.kind ?? 'ok';
  return h(
    'div',
    { class: `headline ${worst}` },
    h('span', { class: 'headline-sign' }, icon(worst)),
    h(
      'div',
      null,
      h('h1', { tabindex: '-1' }, found.length === 0 ? 'Everything flows' : plural(found.length, 'thing needs', 'things need') + ' a look'),
      found.length === 0
        ? h('p', { class: 'soft' }, `All databases of ${status.bridge} are captured and written.`)
        : h('ul', { class: 'troubles' }, found.slice(0, 6).map((trouble) => h('li', null, trouble.text))),
    ),
  );
}

function tiles(status) {
  const writes = rateCourse('captured');
  const applied = rateCourse('applied');
  const lag = sum((status.nodes ?? []).flatMap((node) => [node.lag?.captured, node.lag?.resolved]));
  const slowest = Math.max(-1, ...(status.entities ?? []).map((entity) => entity.latency?.p99Millis ?? -1));
  return h(
    'ul',
    { class: 'tiles', 'aria-label': 'Figures' },
    tile('Writes captured', rate(writes.at(-1)?.value), 'all databases', spark(writes)),
    tile('Rows applied', rate(applied.at(-1)?.value), 'all databases', spark(applied)),
    tile('Lag', count(lag), 'records on their way'),
    tile('Slowest p99', slowest < 0 ? '–' : millis(slowest), 'commit to resolved'),
    tile('Conflicts', count(status.conflicts), 'recorded', null, '#/conflicts'),
    tile('Quarantine', count(status.quarantined), 'waiting for somebody', null, '#/quarantine', status.quarantined > 0 && 'warn'),
  );
}

function tile(name, value, note, course, link, kind) {
  return h(
    'li',
    { class: `card tile ${kind || ''}`, 'data-key': `tile-${name}` },
    h('p', { class: 'tile-name' }, link ? h('a', { href: link }, name) : name),
    h('p', { class: 'tile-value' }, value),
    h('p', { class: 'soft' }, note),
    course,
  );
}

function charts(status) {
  const entities = status.entities ?? [];
  if (entities.length === 0) {
    return empty('No latency yet', 'This resolver does not tell how long changes take.');
  }
  const available = document.getElementById('main').clientWidth;
  const inner = Math.min(available, 1280) - 48;
  const width = Math.round((inner >= TWO_COLUMNS_PIXELS && entities.length > 1 ? (inner - 20) / 2 : inner) - 40);
  return h('div', { class: `charts ${entities.length > 1 ? 'several' : ''}` }, entities.map((entity) => latencyChart(entity.name, bridge.samples, Math.max(280, width))));
}

function connectors(status) {
  if ((status.connectors ?? []).length === 0) {
    return null;
  }
  return h(
    'details',
    { class: 'card more', 'data-key': 'connectors' },
    h('summary', null, `Connectors (${status.connectors.length})`),
    h(
      'ul',
      { class: 'plain' },
      status.connectors.map((connector) =>
        h('li', null, h('span', { class: 'mono' }, connector.name), ' ', h('span', { class: 'soft' }, `${connector.state.toLowerCase()}; tasks ${(connector.tasks ?? []).join(', ').toLowerCase() || 'none'}`), connector.reason && h('p', { class: 'reason bad' }, connector.reason)),
      ),
    ),
  );
}
