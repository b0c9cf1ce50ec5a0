// What could not be understood: it waits here, unchanged, until somebody replays or drops it.
import { get, path, post } from './api.js';
import { ask } from './dialog.js';
import { badge, empty, failure, h, loading, table } from './dom.js';
import { count, moment } from './format.js';
import { bridge } from './status.js';

export function open([id], page) {
  return id === undefined ? openList(page) : openOne(id, page);
}

function openList(page) {
  const state = { handled: false, list: null, problem: null, counted: null };
  const load = () =>
    page.attempt(state, async () => {
      state.counted = bridge.status?.quarantined;
      state.list = await get(`/quarantine?limit=100${state.handled ? '&handled=true' : ''}`);
    });
  load();
  return {
    title: 'Quarantine',
    render: () => renderList(state, load),
    ticked: () => state.list && bridge.status?.quarantined !== state.counted && load(),
  };
}

function renderList(state, load) {
  const toggle = (event) => {
    state.handled = event.currentTarget.checked;
    load();
  };
  return [
    h('div', { class: 'title-line' }, h('h1', { tabindex: '-1' }, 'Quarantine'), h('label', { class: 'inline push' }, h('input', { type: 'checkbox', onchange: toggle }), 'with handled ones')),
    h('p', { class: 'lead' }, 'Records that could not be understood, unchanged, with the reason. Mend the cause, then replay them; drop what nobody needs.'),
    state.problem && failure(state.problem, load),
    !state.list
      ? !state.problem && loading('what is quarantined')
      : state.list.quarantined.length === 0
        ? empty('Nothing in quarantine', 'Everything that came in the last week was understood.')
        : [
            table(
              'Quarantined records, newest first',
              [{ name: 'Record', heads: true }, { name: 'When' }, { name: 'Step' }, { name: 'Why', class: 'wide' }, { name: 'State' }],
              state.list.quarantined.map((record) => ({
                key: `quarantined-${record.id}`,
                cells: [
                  h('a', { href: `#/quarantine/${record.id}` }, record.key || record.id),
                  h('time', { datetime: record.time, title: record.time }, moment(record.time)),
                  record.stage,
                  record.reason,
                  handling(record),
                ],
              })),
            ),
            !state.list.complete && h('p', { class: 'soft' }, 'There may be older ones: time ran out while reading.'),
          ],
  ];
}

function handling(record) {
  return record.handled ? badge('ok', record.handled.action === 'drop' ? 'dropped' : 'replayed') : badge('warn', 'waiting');
}

function openOne(id, page) {
  const state = { id, record: null, problem: null, done: null };
  const load = () =>
    page.attempt(state, async () => {
      state.record = await get(path('quarantine', id));
    });
  load();
  return { title: `Quarantine ${id}`, render: () => renderOne(state, load, page) };
}

function renderOne(state, load, page) {
  const record = state.record;
  return [
    h('p', { class: 'crumb' }, h('a', { href: '#/quarantine' }, 'Quarantine'), ` / ${state.id}`),
    h('div', { class: 'title-line' }, h('h1', { tabindex: '-1' }, record?.key || `Record ${state.id}`), record && handling(record)),
    state.problem && failure(state.problem, load),
    !record ? !state.problem && loading('the record') : shown(state, load, page),
  ];
}

function shown(state, load, page) {
  const record = state.record;
  return [
    state.done && h('div', { class: 'notice ok', role: 'status' }, h('p', null, badge('ok', 'Done'), ` ${state.done}`)),
    h('div', { class: 'notice' }, h('p', null, h('strong', null, 'Why: '), record.reason || 'no reason is given')),
    record.handled &&
      h('p', { class: 'soft' }, `${record.handled.action === 'drop' ? 'Dropped' : 'Replayed'} by ${record.handled.by} at ${moment(record.handled.time)}${record.handled.reason ? `: ${record.handled.reason}` : ''}.`),
    record.obstacle && h('p', { class: 'soft' }, `It cannot be replayed: ${record.obstacle}`),
    h(
      'div',
      { class: 'buttons start' },
      !record.obstacle && h('button', { type: 'button', class: 'primary', 'data-action': 'replay', onclick: () => handle(state, 'replay', load, page) }, record.handled ? 'Replay again' : 'Replay'),
      !record.handled && h('button', { type: 'button', class: 'danger outlined', 'data-action': 'drop', onclick: () => handle(state, 'drop', load, page) }, 'Drop'),
    ),
    h(
      'section',
      { class: 'card', 'aria-labelledby': 'what-title' },
      h('h2', { id: 'what-title' }, 'What it is'),
      h(
        'dl',
        { class: 'pairs' },
        pair('When', moment(record.time, true)),
        pair('Step that refused it', record.stage),
        pair('Stood at', h('span', { class: 'mono' }, record.source)),
        record.exception && pair('Exception', h('span', { class: 'mono' }, record.exception)),
        pair('Value', record.value ? `${count(record.bytes)} bytes` : 'none'),
      ),
      record.value && dump(record.value),
    ),
  ];
}

function pair(name, held) {
  return h('div', null, h('dt', null, name), h('dd', null, held));
}

const SHOWN_BYTES = 4096;
const PER_LINE = 16;

/** Bytes as one sees them in any hex viewer: place, hex, text. */
function dump(base64) {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const lines = [];
  for (let at = 0; at < Math.min(bytes.length, SHOWN_BYTES); at += PER_LINE) {
    const part = [...bytes.subarray(at, at + PER_LINE)];
    const hex = part.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = part.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '·')).join('');
    lines.push(`${at.toString(16).padStart(4, '0')}  ${hex.padEnd(PER_LINE * 3)} ${text}`);
  }
  return [
    h('pre', { class: 'dump', tabindex: '0', 'aria-label': 'Bytes of the value' }, lines.join('\n')),
    bytes.length > SHOWN_BYTES && h('p', { class: 'soft' }, `The first ${count(SHOWN_BYTES)} of ${count(bytes.length)} bytes.`),
  ];
}

const TEXTS = {
  replay: {
    title: 'Replay this record',
    text: 'It is sent through again, unchanged. If the cause is not mended it comes back here.',
    action: 'Replay',
    done: 'The record was sent through again.',
  },
  drop: {
    title: 'Drop this record',
    text: 'Nobody will be asked about it again. It stays in the topic until its retention ends.',
    action: 'Drop',
    danger: true,
    done: 'The record was dropped.',
  },
};

async function handle(state, action, load, page) {
  const { done, ...words } = TEXTS[action];
  const click = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  const again = state.record.handled ? { again: true } : {};
  const answer = await ask({
    ...words,
    insist: (problem) => (problem.word === 'handled' && action === 'replay' ? 'Replay again' : null),
    act: (reason, insisted) =>
      post(
        `${path('quarantine', state.id)}/${action}`,
        { ...(reason ? { reason } : {}), ...(insisted ? { again: true } : again) },
        { 'Idempotency-Key': insisted ? `${click}-again` : click },
      ),
  });
  if (answer) {
    state.done = done;
    page.say(done);
  }
  // Also where it was left: what seemed to fail may have been done.
  await load();
}
