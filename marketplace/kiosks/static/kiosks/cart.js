// Forms with data-swap change the cart: sent in the background, and the answer's own main part and dock take the place
// of ours, so that a touch neither scrolls nor flashes. Without us the same forms load the page anew.

const PARTS = ["main", ".ki-dock"];

// What was typed into a box with data-keep (the cash on the table) has nothing to do with the cart.
function kept() {
  return Array.from(document.querySelectorAll("input[data-keep]"), ({ id, value }) => ({ id, value }));
}

function giveBack({ id, value }) {
  const input = document.getElementById(id);
  if (!input) return;
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function swap(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const focused = document.activeElement?.id;
  const typed = kept();
  for (const part of PARTS) {
    const [ours, theirs] = [document.querySelector(part), fresh.querySelector(part)];
    if (!ours || !theirs) return false;
    ours.replaceWith(theirs);
  }
  document.title = fresh.title;
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("cart:swapped"));
  typed.forEach(giveBack);
  return true;
}

async function send(form, submitter) {
  form.setAttribute("aria-busy", "true");
  const body = new FormData(form);
  if (submitter?.name) body.set(submitter.name, submitter.value);
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(body) });
    // Another page than ours (the cart is empty now, the device was revoked): go there as a browser would.
    const same = new URL(answer.url).pathname === location.pathname;
    if (answer.ok && same && swap(await answer.text())) return;
    location.assign(answer.ok ? answer.url : location.href);
  } catch {
    // No network: let the browser say so in its own way.
    location.reload();
  }
}

// One after the other: two quick touches are two units, and the second must start from the first one's cart.
let queue = Promise.resolve();
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!("swap" in form.dataset)) return;
    event.preventDefault();
    const { submitter } = event;
    queue = queue.then(() => send(form, submitter));
  },
  true,
);
