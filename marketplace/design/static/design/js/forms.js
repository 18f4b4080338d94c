// What every form of the market gets for free: it says that it is sending, it cannot be sent twice by an impatient
// finger, its command has an id by which the server recognises a repetition, and numbers are easy to type.
// Everything here only adds: without JavaScript the same forms work.

/** How long a form stays shut when no answer comes. The request id makes a second sending harmless. */
const GIVE_UP_MS = 20000;

function newRequestId() {
  // randomUUID exists on https only, and a fair's kiosk may reach its server over plain http.
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function giveRequestId(form) {
  const input = form.querySelector('input[name="request_id"]');
  if (input && !input.value) {
    input.value = newRequestId();
    input.dataset.made = "";
  }
}

function shut(form, submitter) {
  form.dataset.sending = "";
  form.setAttribute("aria-busy", "true");
  submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => open(form), GIVE_UP_MS);
}

function open(form) {
  delete form.dataset.sending;
  form.removeAttribute("aria-busy");
  form.querySelectorAll('[aria-busy="true"]').forEach((button) => button.removeAttribute("aria-busy"));
}

// Capturing, so that the id is there before anybody else reads the form's data.
document.addEventListener("submit", (event) => giveRequestId(event.target), true);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if ("sending" in form.dataset) event.preventDefault();
  else shut(form, event.submitter);
});

// Coming back with the browser's button shows the page as it was left: shut, and with a used id.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.querySelectorAll("form[data-sending]").forEach(open);
  document.querySelectorAll("input[data-made]").forEach((input) => {
    input.value = "";
    delete input.dataset.made;
  });
});

// --- steppers: <div class="qty"><button data-step="-1">…<input data-low data-high>…<button data-step="1"></div>
document.addEventListener("click", (event) => {
  const button = event.target.closest(".qty [data-step]");
  const input = button?.parentElement.querySelector("input");
  if (!input) return;
  const low = Number(input.dataset.low ?? 0);
  const high = Number(input.dataset.high ?? Infinity);
  const next = (Number.parseInt(input.value, 10) || 0) + Number(button.dataset.step);
  input.value = String(Math.min(high, Math.max(low, next)));
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

// --- prices: <input data-money> shows 780.000 while 780000 is typed
function withDots(digits) {
  return digits.replace(/^0+(?=\d)/, "").replace(/\B(?=(\d{3})+$)/g, ".");
}

function formatMoney(input) {
  // The caret stays behind the same digit, wherever the dots move to.
  const before = input.value.slice(0, input.selectionStart ?? input.value.length).replace(/\D/g, "").length;
  const shown = withDots(input.value.replace(/\D/g, ""));
  if (shown === input.value) return;
  input.value = shown;
  let caret = 0;
  for (let digits = 0; caret < shown.length && digits < before; caret += 1) {
    if (shown[caret] !== ".") digits += 1;
  }
  if (document.activeElement === input) input.setSelectionRange(caret, caret);
}

document.addEventListener("input", (event) => {
  if (event.target.matches("input[data-money]")) formatMoney(event.target);
});
document.querySelectorAll("input[data-money]").forEach((input) => {
  input.inputMode = "numeric";
  formatMoney(input);
});

// --- <form data-autosubmit>: a chosen order or filter shows its result at once; its button stays for those without us.
// A short wait, so that three taps on + are one sending.
const AUTOSUBMIT_MS = 500;
let autosubmit = 0;
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (!form || !("autosubmit" in form.dataset)) return;
  clearTimeout(autosubmit);
  autosubmit = setTimeout(() => form.requestSubmit(), AUTOSUBMIT_MS);
});

// --- menus (<details class="menu">) open and close by themselves; we only close one when something else is meant
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
