// Typing a price: large number keys of our own, so that no keyboard covers half of the screen; the unit beside the
// price; and a word when a price cannot be meant: who types 34 means thirty-four thousand.

function dong(amount) {
  return `${String(amount).replace(/\B(?=(\d{3})+$)/g, ".")}\u00a0₫`;
}

function withWords(words, values) {
  return words.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
}

function weigh(box, input) {
  const { low, high, tooLow, tooHigh, mend } = box.dataset;
  const said = box.querySelector("[data-price-said]");
  const button = box.querySelector("[data-price-mend]");
  const amount = Number(input.value.replace(/\D/g, ""));
  const isLow = amount > 0 && amount < Number(low);
  const isHigh = amount > Number(high);
  const values = { given: dong(amount), meant: dong(amount * 1000) };
  said.hidden = !isLow && !isHigh;
  said.querySelector("span").textContent = isLow ? withWords(tooLow, values) : withWords(tooHigh, values);
  button.hidden = !isLow;
  button.textContent = withWords(mend, values);
  button.dataset.meant = String(amount * 1000);
}

function write(input, digits) {
  input.value = digits;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

document.querySelectorAll("[data-price]").forEach((box) => {
  const input = box.querySelector("input");
  // Half a price is not a wrong price: the word comes when one stops typing.
  let waiting = 0;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    box.querySelector("[data-price-said]").hidden = true;
    waiting = setTimeout(() => weigh(box, input), 900);
  });
  input.addEventListener("blur", () => weigh(box, input));
  box.querySelector("[data-price-mend]").addEventListener("click", (event) => {
    write(input, event.target.dataset.meant);
    weigh(box, input);
  });
  const unit = document.getElementById("id_unit");
  const showUnit = () => {
    box.querySelector("[data-unit]").textContent = unit.value ? `/${unit.value}` : "";
  };
  unit?.addEventListener("input", showUnit);
  if (unit) showUnit();
});

document.querySelectorAll("[data-pad]").forEach((pad) => {
  const input = document.getElementById(pad.dataset.pad);
  pad.hidden = false;
  if (matchMedia("(pointer:coarse)").matches) input.setAttribute("inputmode", "none");
  pad.addEventListener("click", (event) => {
    const key = event.target.closest("[data-key]")?.dataset.key;
    if (key === undefined) return;
    const digits = input.value.replace(/\D/g, "");
    if (key === "") write(input, digits.slice(0, -1));
    else if (digits.length + key.length <= 12) write(input, digits + key);
  });
});
