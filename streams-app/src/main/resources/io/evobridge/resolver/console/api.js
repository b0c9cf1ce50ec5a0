// Asks the query API of the resolver that served this page.
import { exactJson } from './format.js';

const ROOT = '/api/v1';
const TOKEN = 'evobridge.token';
const PATIENCE_MILLIS = 15_000;

/** Why there is no answer: status 0 where the resolver was not reached, word as in the problem's type. */
export class Problem extends Error {
  constructor(status, word, detail, body = {}) {
    super(detail);
    this.status = status;
    this.word = word;
    this.body = body;
  }

  get title() {
    switch (this.status) {
      case 0:
        return 'The resolver does not answer.';
      case 401:
        return 'A token is needed.';
      case 403:
        return 'Not allowed.';
      case 404:
        return 'Not found.';
      case 503:
        return 'Not now.';
      default:
        return 'That did not work.';
    }
  }
}

/** The token lives as long as the tab. */
export const token = {
  get: () => sessionStorage.getItem(TOKEN),
  set: (text) => (text ? sessionStorage.setItem(TOKEN, text) : sessionStorage.removeItem(TOKEN)),
};

/** A path below the API's root; every argument becomes one segment. */
export function path(...segments) {
  return segments.map((segment) => `/${encodeURIComponent(segment)}`).join('');
}

export function get(target) {
  return ask('GET', target);
}

/** Changes something. */
export function post(target, body, headers = {}) {
  return ask('POST', target, JSON.stringify(body), { 'Content-Type': 'application/json', ...headers });
}

async function ask(method, target, body, headers = {}) {
  const held = token.get();
  let response;
  let text;
  try {
    response = await fetch(ROOT + target, {
      method,
      body,
      headers: held ? { ...headers, Authorization: `Bearer ${held}` } : headers,
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MILLIS),
    });
    text = await response.text();
  } catch (e) {
    throw new Problem(0, 'away', e.name === 'TimeoutError' ? 'It took longer than 15 seconds.' : 'It may be restarting, or the network is cut.');
  }
  const answer = parsed(text, response.status);
  if (!response.ok) {
    const word = String(answer.type ?? '').replace('urn:evobridge:problem:', '');
    throw new Problem(response.status, word, answer.detail ?? `The answer was ${response.status}.`, answer);
  }
  return answer;
}

function parsed(text, status) {
  try {
    return exactJson(text);
  } catch {
    throw new Problem(status, 'no-json', 'Something that is not the resolver has answered; is a proxy between?');
  }
}
