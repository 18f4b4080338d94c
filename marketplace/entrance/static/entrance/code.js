// The code page: six digits send themselves, and "send again" counts down. Without this both buttons simply work.

const input = document.querySelector("input[data-code]");
const length = Number(input.dataset.code);
function sendWhenComplete() {
  const digits = input.value.replace(/\D/g, "");
  if (digits.length === length) input.form.requestSubmit();
}
input.addEventListener("input", sendWhenComplete);
// What was typed before an error, or is brought back by the back button, stays; only new digits send themselves: also
// those typed while a slow network was still bringing this script.
const opened = performance.getEntriesByType("navigation")[0]?.type === "navigate";
if (opened && input.value !== input.defaultValue) sendWhenComplete();

const button = document.querySelector("button[data-wait]");
const words = button.querySelector("span");
const ready = words.textContent;
const readyAt = performance.now() + Number(button.dataset.wait) * 1000;

function count() {
  const left = Math.ceil((readyAt - performance.now()) / 1000);
  button.disabled = left > 0;
  words.textContent = left > 0 ? `${button.dataset.waiting} ${left} s` : ready;
  if (left > 0) setTimeout(count, 250);
}
count();
