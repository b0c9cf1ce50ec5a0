// Looks up a key: what it is, who has it, why, and how it came about.
import { get, path } from './api.js';
import { badge, empty, failure, h, loading, table } from './dom.js';
import { ago, moment, valueText } from './format.js';
import { fields, holding, sideBySide, stepSign, value } from './record.js';
import { bridge } from './status.js';

const PAGE = 50;

/** Opens the page at an entity, and at a key of it. */
export function open([entity, key], page) {
  const state = { entity, key, list: null, record: null, explanation: null, history: null, problem: null };
  const load = () => (key === undefined ? loadList(state, page) : loadKey(state, page));
  if (entity) {
    load();
  }
  return { title: key === undefined ? 'Records' : `${entity} ${key}`, render: () => render(state, load, page) };
}

async function loadList(state, page, cursor) {
  await page.attempt(state, async () => {
    const query = new URLSearchParams({ limit: PAGE, ...(cursor ? { cursor } : {}) });
    const answer = await get(`${path('entities', state.entity, 'records')}?${query}`);
    state.list = { records: [...(cursor ? state.list.records : []), ...answer.records], cursor: answer.cursor };
  });
}

async function loadKey(state, page) {
  const record = path('entities', state.entity, 'records', state.key);
  await page.attempt(state, async () => {
    state.record = await get(record);
    page.refresh();
    [state.explanation, state.history] = await Promise.all([get(`${record}/explain`), get(`${record}/history?limit=50`)]);
  });
}

function render(state, load, page) {
  const entities = names(state);
  return [
    h('h1', { tabindex: '-1' }, 'Records'),
    search(state, entities),
    state.problem && failure(state.problem, load),
    state.key === undefined ? list(state, page) : detail(state, load),
  ];
}

function names(state) {
  const known = (bridge.status?.entities ?? []).map((entity) => entity.name);
  return state.entity && !known.includes(state.entity) ? [...known, state.entity] : known;
}

function search(state, entities) {
  return h(
    'form',
    { class: 'card search', role: 'search', onsubmit: look },
    h(
      'label',
      null,
      'Entity',
      entities.length > 0
        ? h('select', { name: 'entity' }, entities.map((name) => h('option', { value: name, selected: name === state.entity }, name)))
        : h('input', { name: 'entity', required: true, value: state.entity, autocomplete: 'off', spellcheck: 'false' }),
    ),
    h(
      'label',
      { class: 'grow' },
      'Key',
      h('input', { name: 'key', value: state.key, placeholder: '42, or 1007/3 for a key of two fields', autocomplete: 'off', spellcheck: 'false', autocapitalize: 'off' }),
    ),
    h('button', { type: 'submit', class: 'primary' }, 'Look up'),
  );
}

/** Without a key the first records are listed. */
function look(event) {
  event.preventDefault();
  const form = new FormData(event.currentTarget);
  const key = String(form.get('key')).trim();
  location.hash = `#/records${path(String(form.get('entity')))}${key ? path(key) : ''}`;
}

function list(state, page) {
  if (!state.entity) {
    return empty('Which record?', 'Choose an entity and give a key, as it stands in the topics. Without a key the first records are listed.');
  }
  if (!state.list) {
    return state.problem ? null : loading('records');
  }
  if (state.list.records.length === 0) {
    return empty(`No ${state.entity} yet`, 'Nothing has been written to it, as far as the captured logs were read.');
  }
  return [
    table(
      `Records of ${state.entity}`,
      [{ name: 'Key', heads: true }, { name: 'Record', class: 'wide' }, { name: 'Written by' }, { name: 'Committed' }, { name: 'State' }],
      state.list.records.map((record) => ({
        key: `record-${record.key}`,
        cells: [
          h('a', { href: `#/records${path(state.entity, record.key)}` }, record.key),
          record.deleted ? h('span', { class: 'null' }, 'deleted') : h('span', { class: 'preview' }, preview(record.record)),
          record.origin,
          h('time', { datetime: record.committed, title: record.committed }, moment(record.committed)),
          record.siblings ? badge('warn', 'siblings') : badge('ok', 'merged'),
        ],
      })),
    ),
    state.list.cursor && h('p', null, h('button', { type: 'button', onclick: () => loadList(state, page, state.list.cursor) }, `Next ${PAGE}`)),
  ];
}

function preview(record) {
  return Object.entries(record ?? {})
    .map(([name, held]) => `${name} ${held === null ? 'null' : valueText(held)}`)
    .join(' · ');
}

function detail(state, load) {
  const record = state.record;
  if (!record) {
    return state.problem ? null : loading(`${state.entity} ${state.key}`);
  }
  return [
    h(
      'div',
      { class: 'title-line' },
      h('h2', null, h('span', { class: 'soft' }, `${record.entity} `), record.key),
      record.deleted ? badge('unknown', 'deleted') : badge('ok', 'present'),
      record.siblings && badge('warn', 'concurrent versions'),
      h('button', { type: 'button', class: 'quiet push', onclick: load }, 'Read again'),
    ),
    h(
      'div',
      { class: 'columns' },
      h(
        'section',
        { class: 'card', 'aria-labelledby': 'record-title' },
        h('h3', { id: 'record-title' }, 'Record'),
        h('p', { class: 'soft' }, `${record.origin} wrote it ${ago(record.committed)}, at `, h('time', { datetime: record.committed }, moment(record.committed, true)), `, HLC `, h('span', { class: 'mono' }, record.hlc)),
        record.record ? fields(record.record, 'The merged record') : h('p', { class: 'null' }, 'It is deleted.'),
      ),
      h('section', { class: 'card', 'aria-labelledby': 'nodes-title' }, h('h3', { id: 'nodes-title' }, 'Who has it'), holders(record)),
    ),
    (record.versions ?? []).length > 1 && h('section', { 'aria-labelledby': 'versions-title' }, h('h3', { id: 'versions-title' }, 'Versions that stand beside each other'), versions(record)),
    h(
      'div',
      { class: 'columns' },
      h('section', { class: 'card', 'aria-labelledby': 'why-title' }, h('h3', { id: 'why-title' }, 'Why this is the value'), why(state)),
      h('section', { class: 'card', 'aria-labelledby': 'history-title' }, h('h3', { id: 'history-title' }, 'Timeline'), timeline(state)),
    ),
  ];
}

function holders(record) {
  return h(
    'ul',
    { class: 'holders' },
    (record.nodes ?? []).map((node) => {
      const { kind, word, title } = holding(node);
      const missing = Object.entries(node.missing ?? {});
      return h(
        'li',
        { 'data-holder': node.name, 'data-state': node.state },
        h('div', null, h('strong', null, node.name), h('p', { class: 'soft' }, title, missing.length > 0 && ` Missing: ${missing.map(([name, position]) => `${name}@${position}`).join(', ')}.`)),
        badge(kind, word),
      );
    }),
  );
}

function versions(record) {
  const sorted = [...record.versions].sort((a, b) => b.won - a.won);
  return sideBySide(
    sorted.map((version) => ({
      head: [h('span', { class: 'version-node' }, version.node), version.won ? badge('ok', 'prevails') : badge('warn', 'beside it'), h('span', { class: 'soft mono' }, version.hlc)],
      record: version.record ?? null,
      won: version.won,
    })),
    'Concurrent versions, side by side',
  );
}

function why(state) {
  if (!state.explanation) {
    return state.problem ? h('p', { class: 'soft' }, 'Not known.') : loading('the explanation');
  }
  return h('ol', { class: 'steps' }, state.explanation.steps.map((step) => h('li', { class: `step about-${step.about}` }, stepSign(step.about), h('span', null, step.says))));
}

const VERBS = { c: 'created it', u: 'changed it', d: 'deleted it', r: 'held it at the first look' };

function timeline(state) {
  if (!state.history) {
    return state.problem ? h('p', { class: 'soft' }, 'Not known.') : loading('its history');
  }
  if (state.history.changes.length === 0) {
    return empty('No writes kept', 'The changes topic does not go back that far.');
  }
  return [
    h(
      'ol',
      { class: 'timeline', reversed: true },
      state.history.changes.map((change) =>
        h(
          'li',
          { class: change.op === 'd' ? 'deleted' : null },
          h('p', null, h('strong', null, change.node), ` ${VERBS[change.op] ?? change.op} `, h('time', { datetime: change.committed, title: change.committed, class: 'soft' }, moment(change.committed, true))),
          changed(change),
        ),
      ),
    ),
    !state.history.complete && h('p', { class: 'soft' }, 'There may be older ones: time ran out while reading.'),
  ];
}

/** The fields that a write changed; for a new row all of them. */
function changed(change) {
  const before = change.before ?? {};
  const after = change.after ?? {};
  const names = Object.keys(change.after ? after : before).filter((name) => valueText(before[name]) !== valueText(after[name]));
  return names.length === 0
    ? change.after && h('p', { class: 'soft' }, 'no field differs')
    : h(
        'dl',
        { class: 'changed' },
        names.map((name) => h('div', null, h('dt', null, name), h('dd', null, change.before && [h('span', { class: 'old' }, value(before[name])), h('span', { class: 'unseen' }, 'became'), ' → '], change.after ? value(after[name]) : h('span', { class: 'null' }, 'deleted')))),
      );
}
