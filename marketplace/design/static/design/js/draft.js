// What was typed survives a closed page, a flat battery and a lost signal: <form data-draft="dang-hang">. The words stay
// on this machine until the server has accepted the form and its answer holds an element with
// data-draft-accepted="dang-hang". On machines that strangers share, leave data-draft away.

const PREFIX = "draft:";
const KEEP_MS = 14 * 24 * 3600 * 1000;
const NEVER = 'input[type="hidden"],input[type="password"],input[type="file"],[autocomplete="one-time-code"],[data-no-draft]';

// A full or forbidden storage only means that nothing is kept.
function attempt(action) {
  try {
    return action();
  } catch {
    return null;
  }
}

function read(key) {
  const kept = attempt(() => JSON.parse(localStorage.getItem(PREFIX + key)));
  return kept && Date.now() - kept.at < KEEP_MS ? kept.values : null;
}

function keep(form) {
  const values = {};
  for (const box of form.elements) {
    if (!box.name || box.matches(NEVER) || box.tagName === "BUTTON") continue;
    if (box.type === "checkbox" || box.type === "radio") values[`${box.name}=${box.value}`] = box.checked;
    else values[box.name] = box.value;
  }
  attempt(() => localStorage.setItem(PREFIX + form.dataset.draft, JSON.stringify({ at: Date.now(), values })));
}

function fill(box, values) {
  if (!box.name || box.matches(NEVER)) return false;
  if (box.type === "checkbox" || box.type === "radio") {
    const kept = values[`${box.name}=${box.value}`];
    if (kept === undefined || kept === box.checked) return false;
    box.checked = kept;
  } else {
    const kept = values[box.name];
    if (kept === undefined || kept === box.value) return false;
    box.value = kept;
  }
  box.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

function restore(form) {
  const values = read(form.dataset.draft);
  // What the server has just sent back with its errors is newer than what we kept.
  if (!values || form.querySelector('[aria-invalid="true"]')) return;
  const filled = Array.from(form.elements).filter((box) => fill(box, values));
  const told = form.querySelector("[data-draft-restored]");
  if (told && filled.length) told.hidden = false;
}

document.querySelectorAll("[data-draft-accepted]").forEach((mark) => {
  attempt(() => localStorage.removeItem(PREFIX + mark.dataset.draftAccepted));
});
document.querySelectorAll("form[data-draft]").forEach(restore);
for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => {
    const form = event.target.form;
    if (form?.dataset.draft) keep(form);
  });
}
