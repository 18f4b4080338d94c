// Live pages. The server says only "there is something after position N of this topic"; the page then fetches its own
// fragment, so what is shown always went through the same view and the same permission as the page itself.
//
//   <section data-live-topic="seller:12" data-live-url="/ban-hang/_don-moi/" data-live-position="8817"
//            data-live-token="…">…the fragment as first rendered…</section>
//
// A fragment whose root has data-live-ring="<what is new>" rings, once for each value.

import { ring } from "./ring.js";

const POLL_MS = 15000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 30000;
/** After so many sockets that never opened, fetch by the clock as well; proxies of some networks refuse sockets. */
const FAILURES_BEFORE_POLLING = 2;

const subscriptions = new Set();
let socket = null;
let failures = 0;
let retryTimer = 0;
let pollTimer = 0;
let opened = false;

function subscribe(subscription) {
  const { topic, position, token } = subscription;
  socket.send(JSON.stringify({ subscribe: topic, after: position, token }));
}

function openSocket() {
  clearTimeout(retryTimer);
  if (!subscriptions.size || socket?.readyState <= WebSocket.OPEN) return;
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const mine = new WebSocket(`${scheme}//${location.host}/ws/`);
  socket = mine;
  mine.addEventListener("open", () => {
    const again = opened;
    opened = true;
    failures = 0;
    stopPolling();
    subscriptions.forEach(subscribe);
    // What happened while we were away is on no socket: fetch once.
    if (again) subscriptions.forEach((one) => one.refresh());
  });
  mine.addEventListener("message", (event) => {
    const { topic, position, resync } = JSON.parse(event.data);
    subscriptions.forEach((one) => one.topic === topic && (resync ? one.restart(position) : one.hear(position)));
  });
  mine.addEventListener("close", () => {
    if (socket !== mine) return;
    failures += 1;
    if (failures >= FAILURES_BEFORE_POLLING) startPolling();
    retry();
  });
}

function retry() {
  if (!subscriptions.size) return;
  // Half of the wait is chance, so that a server that comes back is not met by everybody in the same second.
  const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
  clearTimeout(retryTimer);
  retryTimer = setTimeout(openSocket, wait / 2 + Math.random() * (wait / 2));
}

function startPolling() {
  pollTimer ||= setInterval(() => document.hidden || subscriptions.forEach((one) => one.refresh()), POLL_MS);
}

function stopPolling() {
  clearInterval(pollTimer);
  pollTimer = 0;
}

class Subscription {
  constructor(topic, { position = 0, fetchUrl, target, token = "" }) {
    Object.assign(this, { topic, position: Number(position), fetchUrl, target, token });
    this.rung = ringOf(target);
    this.fetching = false;
    this.again = false;
  }

  /** Positions may come late or twice; only news is fetched. */
  hear(position) {
    if (position <= this.position) return;
    this.position = position;
    this.refresh();
  }

  /** The server no longer knows what followed our position: begin again at its own. */
  restart(position) {
    this.position = position;
    this.refresh();
  }

  /** Fetch the fragment; calls during a fetch become one more fetch after it. */
  async refresh() {
    if (this.fetching) {
      this.again = true;
      return;
    }
    this.fetching = true;
    try {
      const answer = await fetch(this.fetchUrl, { headers: { "X-Requested-With": "live" }, cache: "no-cache" });
      if (answer.status === 200 && !answer.redirected) this.show(await answer.text());
      else if ([401, 403, 404, 410].includes(answer.status)) this.close();
    } catch {
      // No network: the socket's return or the next poll tries again.
    }
    this.fetching = false;
    if (this.again) {
      this.again = false;
      this.refresh();
    }
  }

  show(html) {
    // The same answer again must not be read aloud again, nor disturb what somebody is typing.
    if (html === this.shown || !this.target.isConnected) return;
    const focused = document.activeElement;
    if (this.target.contains(focused) && focused.matches("input,select,textarea")) {
      focused.addEventListener("blur", () => this.show(html), { once: true });
      return;
    }
    const id = this.target.contains(focused) ? focused.id : "";
    this.shown = html;
    this.target.innerHTML = html;
    if (id) document.getElementById(id)?.focus();
    const ringing = ringOf(this.target);
    if (ringing && ringing !== this.rung) ring();
    this.rung = ringing;
    this.target.dispatchEvent(new CustomEvent("live:update", { bubbles: true, detail: { topic: this.topic, position: this.position } }));
  }

  close() {
    subscriptions.delete(this);
    if (!subscriptions.size) {
      stopPolling();
      const old = socket;
      socket = null;
      old?.close();
    }
  }
}

function ringOf(target) {
  return target.firstElementChild?.dataset.liveRing ?? "";
}

/** Keep `target` showing what `fetchUrl` answers, from `position` of `topic` on. Returns an object with close(). */
export function connect(topic, options) {
  const subscription = new Subscription(topic, options);
  if (!subscription.target.hasAttribute("role")) subscription.target.setAttribute("role", "status");
  subscriptions.add(subscription);
  if (socket?.readyState === WebSocket.OPEN) subscribe(subscription);
  else openSocket();
  return subscription;
}

// A phone that wakes up or finds its network again should not sit out a long wait.
function hurry() {
  if (document.hidden || !subscriptions.size) return;
  if (socket?.readyState === WebSocket.OPEN) return;
  failures = 0;
  openSocket();
}
addEventListener("online", hurry);
document.addEventListener("visibilitychange", hurry);

document.querySelectorAll("[data-live-topic]").forEach((target) => {
  const { liveTopic, liveUrl, livePosition, liveToken } = target.dataset;
  connect(liveTopic, { position: livePosition, fetchUrl: liveUrl, target, token: liveToken });
});
