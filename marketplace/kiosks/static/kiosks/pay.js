// What the buyer gives: banknotes and digits by touch, and at once what goes back. The server does the same sums when the
// buttons are sent to it, so all of this only saves a round trip.

const LARGEST = 9_999_999_999;

function digits(input) {
  return Number(input.value.replace(/\D/g, "")) || 0;
}

function inDong(amount) {
  return `${String(amount).replace(/\B(?=(\d{3})+$)/g, ".")}\u00a0₫`;
}

function put(input, amount) {
  input.value = amount ? String(Math.min(amount, LARGEST)) : "";
  // forms.js sets the dots, and showChange hears of it.
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function showChange(form) {
  const given = digits(form.elements.cash_given);
  const left = given - Number(form.dataset.total);
  const shown = form.querySelector("[data-change]");
  const short = given > 0 && left < 0;
  shown.classList.toggle("short", short);
  shown.textContent = short ? `${shown.dataset.wordsShort} ${inDong(-left)}` : inDong(Math.max(left, 0));
}

function press(form, button) {
  const input = form.elements.cash_given;
  const { note, key } = button.dataset;
  if (note) return put(input, digits(input) + Number(note));
  if ("exact" in button.dataset) return put(input, Number(form.dataset.total));
  if ("erase" in button.dataset) return put(input, 0);
  if (key === "back") return put(input, Math.floor(digits(input) / 10));
  return put(input, Number(`${digits(input)}${key}`));
}

document.addEventListener("click", (event) => {
  const form = event.target.closest("form[data-pay]");
  const button = event.target.closest("button");
  if (!form || !button) return;
  event.preventDefault();
  press(form, button);
});
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form && "pay" in form.dataset) showChange(form);
});

function ready() {
  document.querySelectorAll("[data-pad]").forEach((pad) => {
    pad.hidden = false;
    showChange(pad.closest("form"));
  });
}
ready();
document.addEventListener("cart:swapped", ready);
