// What operators did through the API.
import { get, path } from './api.js';
import { empty, failure, h, loading, table } from './dom.js';
import { moment } from './format.js';

export function open(_, page) {
  const state = { list: null, problem: null };
  const load = () =>
    page.attempt(state, async () => {
      state.list = await get('/audit?limit=100');
    });
  load();
  return { title: 'Audit', render: () => render(state, load) };
}

function render(state, load) {
  return [
    h('div', { class: 'title-line' }, h('h1', { tabindex: '-1' }, 'Audit'), h('button', { type: 'button', class: 'quiet push', onclick: load }, 'Read again')),
    h('p', { class: 'lead' }, 'Who restored, replayed or dropped what, and why.'),
    state.problem && failure(state.problem, load),
    !state.list
      ? !state.problem && loading('the audit')
      : state.list.audit.length === 0
        ? empty('Nothing was done', 'No operator has restored, replayed or dropped anything in the last week.')
        : table(
            'What was done, newest first',
            [{ name: 'When', heads: true }, { name: 'What' }, { name: 'About' }, { name: 'By' }, { name: 'Reason', class: 'wide' }, { name: 'Result', class: 'wide' }],
            state.list.audit.map((entry) => ({
              key: `audit-${entry.id}`,
              cells: [
                h('time', { datetime: entry.time, title: entry.time }, moment(entry.time)),
                h('span', { class: 'word' }, entry.action),
                subject(entry),
                `${entry.by}${entry.from ? ` from ${entry.from}` : ''}`,
                entry.reason || h('span', { class: 'null' }, 'none given'),
                entry.result,
              ],
            })),
          ),
  ];
}

function subject(entry) {
  const [what, id] = String(entry.subject).split(' ');
  const page = { conflict: 'conflicts', quarantined: 'quarantine' }[what];
  const slash = String(entry.record ?? '').indexOf('/');
  return [
    page ? h('a', { href: `#/${page}/${id}` }, entry.subject) : entry.subject,
    slash > 0 && [' · ', h('a', { href: `#/records${path(entry.record.slice(0, slash), entry.record.slice(slash + 1))}` }, entry.record)],
  ];
}
