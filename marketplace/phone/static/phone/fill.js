// <button data-fill="id">kg</button>: what people usually answer, one tap away.

function mark(input) {
  document.querySelectorAll(`[data-fill="${input.id}"]`).forEach((button) => {
    button.setAttribute("aria-pressed", String(button.textContent.trim() === input.value.trim()));
  });
}

const inputs = new Set(Array.from(document.querySelectorAll("[data-fill]"), (button) => document.getElementById(button.dataset.fill)));
inputs.forEach((input) => {
  mark(input);
  input.addEventListener("input", () => mark(input));
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fill]");
  if (!button) return;
  const input = document.getElementById(button.dataset.fill);
  input.value = button.textContent.trim();
  input.dispatchEvent(new Event("input", { bubbles: true }));
});
