// Asks before something is changed.
import { Problem } from './api.js';
import { badge, fill, h } from './dom.js';

/**
 * Asks for a reason and does it; what goes wrong is told in the dialog, where it can be tried again.
 *
 * @param action word on the button
 * @param act reason, insisted → promise; a problem may be answered by insisting
 * @param insist problem → word of a button that does it all the same; null where that cannot be
 * @returns what act came to; null where it was left
 */
export function ask({ title, text, action, danger, act, insist = () => null }) {
  return new Promise((resolve) => {
    const state = { problem: null, busy: false };
    const dialog = h('dialog', { 'aria-labelledby': 'dialog-title' });
    const end = (result) => {
      dialog.close();
      dialog.remove();
      resolve(result);
    };
    const run = async (insisted) => {
      const reason = dialog.querySelector('[name=reason]').value.trim();
      state.busy = true;
      show();
      try {
        end(await act(reason, insisted));
      } catch (problem) {
        if (!(problem instanceof Problem)) {
          end(null);
          throw problem;
        }
        state.problem = problem;
        state.busy = false;
        show();
      }
    };
    const show = () => {
      const insisted = state.problem && insist(state.problem);
      fill(
        dialog,
        h(
          'form',
          {
            onsubmit: (event) => {
              event.preventDefault();
              run(null);
            },
          },
          h('h2', { id: 'dialog-title' }, title),
          h('p', null, text),
          h('label', null, 'Reason, for the audit', h('input', { name: 'reason', maxlength: '500', autocomplete: 'off' })),
          h('div', { role: 'alert' }, state.problem && h('p', { class: 'notice bad' }, badge('bad', state.problem.title), ' ', state.problem.message)),
          h(
            'div',
            { class: 'buttons' },
            h('button', { type: 'button', onclick: () => end(null) }, 'Cancel'),
            insisted
              ? h('button', { type: 'button', class: 'danger', disabled: state.busy, onclick: () => run(state.problem) }, insisted)
              : h('button', { type: 'submit', class: danger ? 'danger' : 'primary', disabled: state.busy }, state.busy ? 'Working …' : action),
          ),
        ),
      );
    };
    show();
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      end(null);
    });
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector('[name=reason]').focus();
  });
}
