// The code page: six digits send themselves, and "send again" counts down. Without this both buttons simply work.

const input = document.querySelector("input[data-code]");
const length = Number(input.dataset.code);
// What was typed before an error stays; only new digits send themselves.
input.addEventListener("input", () => {
  const digits = input.value.replace(/\D/g, "");
  if (digits.length === length) input.form.requestSubmit();
});

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
