// A kiosk that nobody touches goes back to its first page and forgets the cart; half a minute before it asks.
// <form data-idle="300"><dialog>… <b data-left> … <button data-stay></dialog></form>: the form clears the cart.

const WARN_SECONDS = 30;
const form = document.querySelector("form[data-idle]");
const dialog = form?.querySelector("dialog");
let lastTouch = Date.now();

function touched() {
  // While we ask, only an answer counts: somebody brushing past the screen is no answer.
  if (!dialog.open) lastTouch = Date.now();
}

function stay() {
  lastTouch = Date.now();
  dialog.close();
}

function tick() {
  // On its first page with an empty cart there is nothing to forget.
  if (document.querySelector("[data-at-start]")) lastTouch = Date.now();
  const left = Number(form.dataset.idle) - (Date.now() - lastTouch) / 1000;
  if (left <= 0) {
    clearInterval(clock);
    form.submit();
  } else if (left <= WARN_SECONDS) {
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("[data-left]").textContent = String(Math.ceil(left));
  }
}

let clock = 0;
if (dialog) {
  for (const kind of ["pointerdown", "keydown", "scroll"]) addEventListener(kind, touched, { passive: true });
  dialog.querySelector("[data-stay]").addEventListener("click", stay);
  // Escape on a plugged-in keyboard is an answer too.
  dialog.addEventListener("cancel", stay);
  clock = setInterval(tick, 500);
}
