// What was written without the other in view, and what was decided about it.
import { get, path, post } from './api.js';
import { ask } from './dialog.js';
import { badge, empty, failure, h, loading, table } from './dom.js';
import { moment } from './format.js';
import { sideBySide } from './record.js';
import { bridge } from './status.js';

export function open([id], page) {
  return id === undefined ? openList(page) : openOne(id, page);
}

function openList(page) {
  const state = { entity: '', list: null, problem: null, counted: null };
  const load = () =>
    page.attempt(state, async () => {
      state.counted = bridge.status?.conflicts;
      state.list = await get(`/conflicts?limit=100${state.entity ? `&entity=${encodeURIComponent(state.entity)}` : ''}`);
    });
  load();
  return {
    title: 'Conflicts',
    render: () => renderList(state, load),
    ticked: () => state.list && bridge.status?.conflicts !== state.counted && load(),
  };
}

function renderList(state, load) {
  const choose = (event) => {
    state.entity = event.currentTarget.value;
    load();
  };
  return [
    h(
      'div',
      { class: 'title-line' },
      h('h1', { tabindex: '-1' }, 'Conflicts'),
      h(
        'label',
        { class: 'inline push' },
        'Entity',
        h('select', { onchange: choose }, h('option', { value: '' }, 'all'), (bridge.status?.entities ?? []).map((entity) => h('option', { value: entity.name }, entity.name))),
      ),
    ),
    h('p', { class: 'lead' }, 'Versions that were written without the other in view. A policy has decided; what lost is kept here, complete, and can be restored.'),
    state.problem && failure(state.problem, load),
    !state.list
      ? !state.problem && loading('conflicts')
      : state.list.conflicts.length === 0
        ? empty('No conflicts', 'Nobody has written the same record at the same time in the last week.')
        : [
            table(
              'Conflicts, newest first',
              [{ name: 'Record', heads: true }, { name: 'When' }, { name: 'Written by' }, { name: 'Prevailed' }, { name: 'Why', class: 'wide' }],
              state.list.conflicts.map((conflict) => ({
                key: `conflict-${conflict.id}`,
                cells: [
                  h('a', { href: `#/conflicts/${conflict.id}` }, `${conflict.entity} ${conflict.key}`),
                  h('time', { datetime: conflict.time, title: conflict.time }, moment(conflict.time)),
                  (conflict.nodes ?? []).join(', ') || '–',
                  conflict.winner || '–',
                  [conflict.policy && h('span', { class: 'word' }, conflict.policy), ' ', conflict.reason],
                ],
              })),
            ),
            !state.list.complete && h('p', { class: 'soft' }, 'There may be older ones: time ran out while reading.'),
          ],
  ];
}

function openOne(id, page) {
  const state = { id, conflict: null, now: null, problem: null, restored: null };
  const load = () =>
    page.attempt(state, async () => {
      state.conflict = await get(path('conflicts', id));
      page.refresh();
      state.now = await get(path('entities', state.conflict.entity, 'records', state.conflict.key)).catch(() => null);
    });
  load();
  return { title: `Conflict ${id}`, render: () => renderOne(state, load, page) };
}

function renderOne(state, load, page) {
  const conflict = state.conflict;
  return [
    h('p', { class: 'crumb' }, h('a', { href: '#/conflicts' }, 'Conflicts'), ` / ${state.id}`),
    h('h1', { tabindex: '-1' }, conflict ? `${conflict.entity} ${conflict.key}` : `Conflict ${state.id}`),
    state.problem && failure(state.problem, load),
    !conflict ? !state.problem && loading('the conflict') : compared(state, load, page),
  ];
}

function compared(state, load, page) {
  const conflict = state.conflict;
  const versions = [...(conflict.versions ?? [])].sort((a, b) => b.won - a.won);
  const several = versions.filter((version) => !version.won).length > 1;
  const columns = versions.map((version) => ({
    head: [
      h('span', { class: 'version-node' }, version.node),
      version.won ? badge('ok', 'prevailed') : badge('warn', 'lost'),
      h('span', { class: 'soft mono' }, version.hlc),
    ],
    foot: version.won
      ? null
      : h('button', { type: 'button', class: 'primary', 'data-restore': version.node, onclick: () => restore(state, version, several, load, page) }, `Restore ${version.node}’s version`),
    record: version.record ?? null,
    won: version.won,
  }));
  if (state.now) {
    columns.push({
      head: [h('span', { class: 'version-node' }, 'Now'), badge('unknown', `by ${state.now.origin}`), h('span', { class: 'soft mono' }, state.now.hlc)],
      record: state.now.record ?? null,
    });
  }
  return [
    h(
      'p',
      { class: 'lead' },
      h('time', { datetime: conflict.time, title: conflict.time }, moment(conflict.time)),
      ' · policy ',
      h('span', { class: 'word' }, conflict.policy),
      ` · ${conflict.reason} · `,
      h('a', { href: `#/records${path(conflict.entity, conflict.key)}` }, 'history of the record'),
    ),
    state.restored && h('div', { class: 'notice ok', role: 'status' }, h('p', null, badge('ok', 'Restored'), ` ${state.restored}`)),
    sideBySide(columns, 'The versions, side by side'),
  ];
}

async function restore(state, version, several, load, page) {
  const click = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  const answer = await ask({
    title: `Restore ${version.node}’s version`,
    text: version.deleted
      ? 'The record is deleted again, as a new write that every database gets.'
      : 'Its values are written again, as a new write that has seen everything before it. Every database gets it.',
    action: 'Restore',
    insist: (problem) => (problem.word === 'changed-since' ? 'Restore all the same' : null),
    act: (reason, insisted) =>
      post(
        `${path('conflicts', state.id)}/restore`,
        { ...(several ? { version: { node: version.node, position: version.position } } : {}), ...(reason ? { reason } : {}) },
        { 'Idempotency-Key': insisted ? `${click}-again` : click, ...(insisted ? { 'If-Match': insisted.body.etag } : {}) },
      ),
  });
  if (answer) {
    state.restored = answer.resolved === false ? 'The write is accepted and will be merged in a moment.' : `${version.node}’s version is the record again.`;
    page.say(`Restored. ${state.restored}`);
  }
  // Also where it was left: what seemed to fail may have been done.
  await load();
}
