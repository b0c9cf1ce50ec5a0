// The page: finds the view of an address, keeps it up to date, and tells when the resolver cannot be asked.
import { token } from './api.js';
import * as audit from './audit.js';
import * as conflicts from './conflicts.js';
import { badge, fill, h, icon } from './dom.js';
import { count } from './format.js';
import * as overview from './overview.js';
import * as quarantine from './quarantine.js';
import * as records from './records.js';
import { bridge, nodeHealth, poll, watch } from './status.js';

const VIEWS = { '': overview, records, conflicts, quarantine, audit };
const PAGES = [
  ['', 'Overview'],
  ['records', 'Records'],
  ['conflicts', 'Conflicts'],
  ['quarantine', 'Quarantine'],
  ['audit', 'Audit'],
];
const THEMES = ['system', 'light', 'dark'];

const main = document.getElementById('main');
let view = null;
let name = '';
let said = {};

/** What a view may do with the page. */
function pageOf(isCurrent) {
  return {
    refresh: () => isCurrent() && render(),
    say,
    /** Runs a load; its problem is kept for the view to show. Nothing happens where the reader has gone on meanwhile. */
    attempt: async (state, load) => {
      try {
        await load();
        state.problem = null;
      } catch (problem) {
        if (problem.status === undefined) {
          throw problem;
        }
        state.problem = problem;
      }
      if (isCurrent()) {
        render();
      }
    },
  };
}

function route() {
  const [first = '', ...parameters] = location.hash.replace(/^#\/?/, '').split('/').map(decoded);
  name = Object.hasOwn(VIEWS, first) ? first : '';
  const opened = {};
  const page = pageOf(() => view === opened);
  view = opened;
  Object.assign(opened, VIEWS[name].open(parameters.filter((part) => part !== ''), page));
  main.replaceChildren();
  render();
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function render() {
  const needsToken = bridge.problem?.status === 401;
  document.title = `${needsToken ? 'Token' : view.title} · ${bridge.status?.bridge ?? 'Evobridge'}`;
  document.getElementById('bridge-name').textContent = bridge.status?.bridge ?? '';
  document.getElementById('sign-out').hidden = !token.get();
  fill(document.getElementById('pages'), pages());
  fill(document.getElementById('banner'), banner());
  fill(main, needsToken ? signIn() : h('div', { class: bridge.problem ? 'view old' : 'view', 'data-key': `view-${location.hash}` }, view.render()));
  pulse();
  if (!needsToken) {
    view.drawn?.(main);
  }
}

function pages() {
  const numbers = { conflicts: bridge.status?.conflicts, quarantine: bridge.status?.quarantined };
  return h(
    'ul',
    null,
    PAGES.map(([page, title]) =>
      h('li', null, h('a', { href: `#/${page}`, 'aria-current': page === name ? 'page' : null }, title, numbers[page] > 0 && h('span', { class: 'number-sign' }, count(numbers[page])))),
    ),
  );
}

function banner() {
  const problem = bridge.problem;
  if (!problem || problem.status === 401) {
    return null;
  }
  const since = bridge.answeredAt ? ` What you see is from ${new Date(bridge.answeredAt).toLocaleTimeString('en-GB')}.` : '';
  const [kind, title] = problem.status === 0 ? ['bad', problem.title] : problem.word === 'starting' ? ['warn', 'The resolver is starting.'] : ['bad', problem.title];
  return h('div', { class: `banner ${kind}` }, icon(kind), h('p', null, h('strong', null, title), ` ${problem.message}${since} It is asked again every two seconds.`));
}

function pulse() {
  const age = bridge.status?.sampleAgeMillis;
  const [kind, text] = bridge.problem?.status === 401 ? ['unknown', 'token needed'] : bridge.problem ? ['bad', 'no answer'] : !bridge.status ? ['unknown', 'asking'] : age > 15_000 ? ['warn', 'old figures'] : ['ok', 'live'];
  fill(document.getElementById('pulse'), badge(kind, text));
}

function signIn() {
  const enter = (event) => {
    event.preventDefault();
    token.set(String(new FormData(event.currentTarget).get('token')).trim());
    poll().then(route);
  };
  return h(
    'form',
    { class: 'card sign-in', 'data-key': 'sign-in', onsubmit: enter },
    h('h1', { tabindex: '-1' }, 'A token is needed'),
    h('p', null, 'This resolver answers whoever has a token: the one of resolver.api.token.read to look, the one of resolver.api.token.operate to restore, replay and drop.'),
    token.get() && h('p', { class: 'notice bad', role: 'alert' }, badge('bad', 'Not accepted'), ' ', bridge.problem.message),
    h('label', null, 'Token', h('input', { name: 'token', type: 'password', required: true, autocomplete: 'off' })),
    h('p', { class: 'soft' }, 'It is kept in this tab only, until it is closed.'),
    h('button', { type: 'submit', class: 'primary' }, 'Open the console'),
  );
}

function say(text) {
  document.getElementById('said').textContent = text;
}

/** Says what has changed since the last answer: whoever does not see the picture hears of it. */
function announce() {
  const now = Object.fromEntries((bridge.status?.nodes ?? []).map((node) => [node.name, nodeHealth(node).word.toLowerCase()]));
  const changes = Object.entries(now).filter(([node, state]) => said[node] && said[node] !== state);
  if (changes.length > 0) {
    say(changes.map(([node, state]) => `${node} is ${state}.`).join(' '));
  }
  said = now;
}

function theme() {
  const button = document.getElementById('theme');
  const show = () => {
    const chosen = document.documentElement.dataset.theme ?? 'system';
    button.textContent = `Theme: ${chosen}`;
    button.title = 'Changes between the system’s theme, light and dark';
  };
  button.onclick = () => {
    const next = THEMES[(THEMES.indexOf(document.documentElement.dataset.theme ?? 'system') + 1) % THEMES.length];
    if (next === 'system') {
      delete document.documentElement.dataset.theme;
      localStorage.removeItem('evobridge.theme');
    } else {
      document.documentElement.dataset.theme = next;
      localStorage.setItem('evobridge.theme', next);
    }
    show();
  };
  show();
}

document.getElementById('sign-out').onclick = () => {
  token.set(null);
  poll();
};
document.querySelector('.skip').onclick = (event) => {
  event.preventDefault();
  main.focus();
};
window.addEventListener('hashchange', () => {
  route();
  window.scrollTo(0, 0);
  // Whoever does not see the change of page is taken to it.
  main.querySelector('h1')?.focus({ preventScroll: true });
});
let width = main.clientWidth;
new ResizeObserver(() => {
  if (main.clientWidth !== width) {
    width = main.clientWidth;
    render();
  }
}).observe(main);
theme();
route();
watch(() => {
  announce();
  view.ticked?.();
  render();
});
