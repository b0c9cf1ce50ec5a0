// Records side by side, and what stands in them.
import { h, icon } from './dom.js';
import { Digits, valueText } from './format.js';

/** A value: text as it is; null and what is not there are told apart from the words. */
export function value(held) {
  if (held === null) {
    return h('span', { class: 'null' }, 'null');
  }
  if (held === undefined) {
    return h('span', { class: 'null', title: 'not in this version' }, 'absent');
  }
  return h('span', { class: typeof held === 'object' && !(held instanceof Digits) ? 'value mono' : 'value' }, valueText(held));
}

/** One record, a line for each field. */
export function fields(record, caption) {
  return h(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    h(
      'table',
      { class: 'fields' },
      h('caption', { class: 'unseen' }, caption),
      h('thead', { class: 'unseen' }, h('tr', null, h('th', { scope: 'col' }, 'Field'), h('th', { scope: 'col' }, 'Value'))),
      h('tbody', null, Object.entries(record).map(([name, held]) => h('tr', null, h('th', { scope: 'row' }, name), h('td', null, value(held))))),
    ),
  );
}

/**
 * Versions side by side, a line for each field; where they differ the line is marked, by a sign too.
 *
 * @param columns [{head, foot?, record or null for a deletion, won?}]
 */
export function sideBySide(columns, caption) {
  const names = [...new Set(columns.flatMap((column) => Object.keys(column.record ?? {})))];
  const differing = (name) => new Set(columns.map((column) => (column.record ? `=${valueText(column.record[name])}` : 'deleted'))).size > 1;
  return h(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    h(
      'table',
      { class: 'diff' },
      h('caption', { class: 'unseen' }, caption),
      h(
        'thead',
        null,
        h('tr', null, h('th', { scope: 'col' }, h('span', { class: 'unseen' }, 'Field')), columns.map((column) => h('th', { scope: 'col', class: column.won && 'won' }, column.head))),
      ),
      h(
        'tbody',
        null,
        names.map((name) => {
          const differs = differing(name);
          return h(
            'tr',
            { class: differs && 'differs' },
            h('th', { scope: 'row' }, h('span', { class: 'field-name' }, name), differs && h('span', { class: 'mark', title: 'differs' }, '≠', h('span', { class: 'unseen' }, ' differs'))),
            columns.map((column) => h('td', { class: column.won && 'won' }, column.record ? value(column.record[name]) : h('span', { class: 'null' }, 'deleted'))),
          );
        }),
        names.length === 0 && h('tr', null, h('th', { scope: 'row' }, 'record'), columns.map(() => h('td', null, h('span', { class: 'null' }, 'deleted')))),
      ),
      columns.some((column) => column.foot) &&
        h('tfoot', null, h('tr', null, h('td', null), columns.map((column) => h('td', { class: column.won && 'won' }, column.foot)))),
    ),
  );
}

const STATES = {
  applied: ['ok', 'has it', 'Its own log shows that it holds this state.'],
  pending: ['warn', 'not shown yet', 'Its log does not show this state yet.'],
  parked: ['bad', 'parked', 'Its sink found a row there that nobody is known to have written, too often.'],
  unknown: ['unknown', 'not read back', 'Its log is not read; see its lag on the overview.'],
  'not-written': ['unknown', 'source only', 'The bridge does not write into it.'],
};

/** Whether a database has a record: {kind, word, title}. */
export function holding(node) {
  const [kind, word, title] = STATES[node.state] ?? ['unknown', node.state, ''];
  return { kind, word, title };
}

/** What one step of an explanation is about, as a sign. */
export function stepSign(about) {
  return icon({ write: 'ok', replaced: 'arrow', concurrent: 'warn', outcome: 'ok' }[about] ?? 'arrow');
}
